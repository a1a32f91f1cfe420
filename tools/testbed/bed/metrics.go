package main

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// metrics is the extension API server that most clusters have: it says what Pods use, which autoscalers ask. Every
// container here uses the same little.
type metrics struct{ plane *controlPlane }

const (
	metricsGroup   = "metrics.k8s.io"
	metricsVersion = metricsGroup + "/v1beta1"
	metricsRoot    = "/apis/" + metricsVersion
)

// startMetrics serves it here and tells the API server, which finds it by the name of a Service.
func (b *bed) startMetrics(plane *controlPlane) error {
	identity, err := plane.authority.forServer("metrics.kube-system.svc")
	if err != nil {
		return err
	}
	face, err := newServer(&metrics{plane}, &identity)
	if err != nil {
		return err
	}
	if err := b.add("metrics", face); err != nil {
		return err
	}
	service := object{"apiVersion": "v1", "kind": "Service", "metadata": object{"name": "metrics"},
		"spec": object{"type": "ExternalName", "externalName": "localhost"}}
	if err := plane.admin.call(http.MethodPost, "/api/v1/namespaces/kube-system/services", service, nil); err != nil {
		return err
	}
	registration := object{"apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
		"metadata": object{"name": "v1beta1." + metricsGroup},
		"spec": object{"group": metricsGroup, "version": "v1beta1", "groupPriorityMinimum": 100, "versionPriority": 100,
			"caBundle": plane.authority.pem,
			"service":  object{"namespace": "kube-system", "name": "metrics", "port": face.port}}}
	if err := plane.admin.call(http.MethodPost, "/apis/apiregistration.k8s.io/v1/apiservices", registration, nil); err != nil {
		return err
	}
	return plane.until("the metrics API answers", func() error { return plane.admin.call(http.MethodGet, metricsRoot, nil, nil) })
}

func (m *metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, metricsRoot)
	switch {
	case path == "":
		reply(w, object{"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": metricsVersion, "resources": []object{
			{"name": "pods", "namespaced": true, "kind": "PodMetrics", "verbs": []string{"get", "list"}}}})
	case strings.HasSuffix(path, "/pods") || strings.Contains(path, "/pods/"):
		m.pods(w, path, r.URL.Query())
	default:
		http.NotFound(w, r)
	}
}

// pods answers with the usage of the Pods that the API server has under the same path.
func (m *metrics) pods(w http.ResponseWriter, path string, query url.Values) {
	type pod struct {
		Metadata struct{ Name, Namespace string }
		Spec     struct{ Containers []struct{ Name string } }
		Status   struct{ Phase string }
	}
	var found struct {
		pod
		Items []pod
	}
	selected := url.Values{"labelSelector": query["labelSelector"]}
	if err := m.plane.admin.call(http.MethodGet, "/api/v1"+path+"?"+selected.Encode(), nil, &found); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	usage := func(p pod) object {
		containers := []object{}
		for _, container := range p.Spec.Containers {
			containers = append(containers, object{"name": container.Name, "usage": object{"cpu": "5m", "memory": "16Mi"}})
		}
		return object{"kind": "PodMetrics", "apiVersion": metricsVersion, "window": "1s",
			"metadata":  object{"name": p.Metadata.Name, "namespace": p.Metadata.Namespace},
			"timestamp": time.Now().UTC().Format(time.RFC3339), "containers": containers}
	}
	if !strings.HasSuffix(path, "/pods") {
		reply(w, usage(found.pod))
		return
	}
	items := []object{}
	for _, p := range found.Items {
		if p.Status.Phase == "Running" {
			items = append(items, usage(p))
		}
	}
	reply(w, object{"kind": "PodMetricsList", "apiVersion": metricsVersion, "metadata": object{}, "items": items})
}

func reply(w http.ResponseWriter, answer object) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(answer)
}
