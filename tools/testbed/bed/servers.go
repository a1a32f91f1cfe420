package main

import (
	"fmt"
	"net/http"
	"os"
)

// How the servers of a control plane are called.

func etcdProcess(name, folder string, port, peerPort int) *process {
	client, peer := "http://"+address(port), "http://"+address(peerPort)
	return &process{name: name, program: "etcd", folder: folder,
		// A write need not survive a power cut here, and syncing costs most of etcd's time.
		arguments: []string{"--unsafe-no-fsync", "--data-dir=" + folder + "/etcd", "--log-level=warn",
			"--listen-client-urls=" + client, "--advertise-client-urls=" + client,
			"--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer, "--initial-cluster=default=" + peer},
		ready: func() error { return answers(client + "/readyz") },
	}
}

func (c *controlPlane) apiServer(name string, port, etcdPort int, controllers bool) *process {
	arguments := []string{
		"--etcd-servers=http://" + address(etcdPort),
		"--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", port),
		// The address of the Service "kubernetes", which nothing here calls; loopback is not allowed as an endpoint.
		"--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.96.0.0/16", "--allow-privileged=true",
		"--authorization-mode=Node,RBAC", "--token-auth-file=" + c.file("tokens.csv"),
		"--client-ca-file=" + c.file("ca.crt"),
		"--tls-cert-file=" + c.file("server.crt"), "--tls-private-key-file=" + c.file("server.key"),
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + c.file("accounts.crt"),
		"--service-account-signing-key-file=" + c.file("accounts.key"),
		"--requestheader-client-ca-file=" + c.file("front-proxy-ca.crt"),
		"--requestheader-allowed-names=front-proxy-client", "--requestheader-username-headers=X-Remote-User",
		"--requestheader-group-headers=X-Remote-Group", "--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file=" + c.file("front-proxy.crt"), "--proxy-client-key-file=" + c.file("front-proxy.key"),
		// Enough that tests which measure are not slowed by fairness between requests.
		"--max-requests-inflight=3000", "--max-mutating-requests-inflight=1500",
		"--profiling=false",
	}
	if !controllers {
		arguments = append(arguments, "--disable-admission-plugins=ServiceAccount")
	}
	if c.info.AuditLog != "" {
		policy := "apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules: [{level: Metadata}]\n"
		os.WriteFile(c.file("audit-policy.yaml"), []byte(policy), 0o600)
		arguments = append(arguments, "--audit-log-path="+c.info.AuditLog, "--audit-policy-file="+c.file("audit-policy.yaml"))
	}
	return &process{name: name, program: "kube-apiserver", folder: c.folder, arguments: arguments,
		ready: func() error { return c.admin.call(http.MethodGet, "/readyz", nil, nil) }}
}

func (c *controlPlane) controllerManager() *process {
	return &process{name: "controllers", program: "kube-controller-manager", folder: c.folder, arguments: []string{
		"--kubeconfig=" + c.info.Kubeconfig, "--leader-elect=false", "--secure-port=0",
		"--root-ca-file=" + c.file("ca.crt"), "--service-account-private-key-file=" + c.file("accounts.key"),
		"--cluster-signing-cert-file=" + c.file("ca.crt"), "--cluster-signing-key-file=" + c.file("ca.key"),
		"--kube-api-qps=500", "--kube-api-burst=1000", "--profiling=false",
		// Autoscalers decide in seconds here, not minutes.
		"--horizontal-pod-autoscaler-sync-period=2s", "--horizontal-pod-autoscaler-cpu-initialization-period=0s",
		"--horizontal-pod-autoscaler-initial-readiness-delay=0s",
	}}
}

func (c *controlPlane) scheduler() *process {
	return &process{name: "scheduler", program: "kube-scheduler", folder: c.folder, arguments: []string{
		"--kubeconfig=" + c.info.Kubeconfig, "--leader-elect=false", "--secure-port=0",
		"--kube-api-qps=500", "--kube-api-burst=1000", "--profiling=false",
	}}
}

func answers(url string) error {
	response, err := http.Get(url)
	if err != nil {
		return err
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, response.Status)
	}
	return nil
}
