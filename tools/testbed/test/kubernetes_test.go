package test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func kubectl(t *testing.T, arguments ...string) string {
	t.Helper()
	return succeed(t, []string{"KUBECONFIG=" + shared.Kubernetes.Kubeconfig}, program("kubectl"), arguments...)
}

const workload = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: db, volumeMounts: [{name: data, mountPath: /data}]}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
`

func TestWorkloadsBecomeReadyByThemselves(t *testing.T) {
	t.Parallel()
	kubectl(t, "create", "namespace", "work")
	kubectl(t, "-n", "work", "create", "deployment", "web", "--image=nginx", "--replicas=3")
	kubectl(t, "-n", "work", "set", "resources", "deployment/web", "--requests=cpu=100m")
	kubectl(t, "-n", "work", "autoscale", "deployment", "web", "--min=1", "--max=3", "--cpu=50%")
	kubectl(t, "-n", "work", "create", "job", "once", "--image=busybox")
	file := filepath.Join(t.TempDir(), "workload.yaml")
	if err := os.WriteFile(file, []byte(workload), 0o600); err != nil {
		t.Fatal(err)
	}
	kubectl(t, "-n", "work", "apply", "-f", file)
	kubectl(t, "-n", "work", "wait", "--timeout=20s", "--for=condition=Available", "deployment/web")
	kubectl(t, "-n", "work", "wait", "--timeout=20s", "--for=condition=Complete", "job/once")
	kubectl(t, "-n", "work", "wait", "--timeout=20s", "--for=jsonpath={.status.phase}=Bound", "pvc/data")
	kubectl(t, "-n", "work", "rollout", "status", "--timeout=20s", "statefulset/db")
	kubectl(t, "-n", "work", "wait", "--timeout=20s", "--for=condition=ScalingActive", "hpa/web")
	for _, object := range []string{"service/web", "ingress/web"} {
		kubectl(t, "-n", "work", "wait", "--timeout=20s", "--for=jsonpath={.status.loadBalancer.ingress[0].ip}", object)
	}
}

func TestVersionIsThePinnedOne(t *testing.T) {
	pins, err := os.ReadFile("../kubernetes/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(pins), "k8s.io/kubernetes v")
	version, _, _ := strings.Cut(rest, " ")
	if got := kubectl(t, "version"); !strings.Contains(got, "Server Version: v"+version+"\n") {
		t.Fatalf("the server is not v%s:\n%s", version, got)
	}
}

func TestUserHasOnlyTheRightsGiven(t *testing.T) {
	file := fmt.Sprint(shared.command(t, "user ann developers")["kubeconfig"])
	user := []string{"KUBECONFIG=" + file}
	fail(t, "forbidden", user, program("kubectl"), "get", "secrets")
	kubectl(t, "create", "clusterrolebinding", "developers", "--clusterrole=view", "--group=developers")
	succeed(t, user, program("kubectl"), "get", "configmaps")
	fail(t, "forbidden", user, program("kubectl"), "get", "secrets")
}

func TestAPIServerAndEtcdComeBackWithTheirData(t *testing.T) {
	kubectl(t, "create", "configmap", "kept")
	for _, part := range []string{"apiserver", "etcd"} {
		shared.command(t, "stop "+part)
		fail(t, "", []string{"KUBECONFIG=" + shared.Kubernetes.Kubeconfig}, program("kubectl"), "get", "configmap", "kept",
			"--request-timeout=1s")
		shared.command(t, "start "+part)
		kubectl(t, "get", "configmap", "kept")
	}
	// The rest finds its way back too.
	kubectl(t, "create", "deployment", "after", "--image=nginx")
	kubectl(t, "wait", "--timeout=60s", "--for=condition=Available", "deployment/after")
}

func TestDeadExtensionServerIsSeenAsOne(t *testing.T) {
	file := filepath.Join(t.TempDir(), "apiservice.yaml")
	content := "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {name: v1.dead.example.com}\n" +
		"spec: {group: dead.example.com, version: v1, groupPriorityMinimum: 100, versionPriority: 100, insecureSkipTLSVerify: true,\n" +
		"  service: {namespace: default, name: nobody}}\n"
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	kubectl(t, "apply", "-f", file)
	defer kubectl(t, "delete", "-f", file)
	kubectl(t, "wait", "--timeout=20s", "--for=condition=Available=False", "apiservice/v1.dead.example.com")
	fail(t, "unable to handle the request", []string{"KUBECONFIG=" + shared.Kubernetes.Kubeconfig}, program("kubectl"),
		"get", "--raw", "/apis/dead.example.com/v1")
}

func TestAnotherClusterIsAnother(t *testing.T) {
	t.Parallel()
	kubectl(t, "create", "configmap", "only-here")
	other := []string{"KUBECONFIG=" + fmt.Sprint(shared.command(t, "cluster")["kubeconfig"])}
	fail(t, "NotFound", other, program("kubectl"), "get", "configmap", "only-here")
}
