package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"time"
)

// startKubernetes brings up a cluster in which things move: controllers act, Pods are scheduled to a node that only
// exists on paper, and KWOK plays the node and writes what a kubelet would write.
func (b *bed) startKubernetes(has func(...string) bool) error {
	plane, err := b.newControlPlane("", has("controllers"))
	if err != nil {
		return err
	}
	for _, p := range []struct {
		name  string
		start func() error
	}{
		{"controllers", func() error { return b.add("controllers", plane.controllerManager()) }},
		{"scheduler", func() error { return b.add("scheduler", plane.scheduler()) }},
		{"metrics", func() error { return b.startMetrics(plane) }},
		{"kwok", func() error { return b.startKwok(plane) }},
	} {
		if has(p.name) {
			plane.info.Parts = append(plane.info.Parts, p.name)
			if err := p.start(); err != nil {
				return err
			}
		}
	}
	if has("controllers") {
		err := plane.exists("the service account of namespace default", "/api/v1/namespaces/default/serviceaccounts/default")
		if err != nil {
			return err
		}
	}
	b.main, b.info.Kubernetes = plane, plane.info
	return nil
}

// startKwok makes one node and a default class of volumes, and the program that plays them.
func (b *bed) startKwok(plane *controlPlane) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	arguments := []string{"--kubeconfig=" + plane.info.Kubeconfig, "--manage-all-nodes=true", "--cidr=10.128.0.0/10",
		"--server-address=" + address(port)}
	for _, folder := range []string{"kwok-stages", "stages"} {
		stages, err := filepath.Glob(filepath.Join(binary(folder), "*.yaml"))
		if err != nil || len(stages) == 0 {
			return fmt.Errorf("no stages in %s (%v)", binary(folder), err)
		}
		for _, stage := range stages {
			arguments = append(arguments, "--config="+stage)
		}
	}
	if err := b.add("kwok", &process{name: "kwok", program: "kwok", folder: plane.folder, arguments: arguments}); err != nil {
		return err
	}
	if err := plane.admin.call(http.MethodPost, "/api/v1/nodes", node, nil); err != nil {
		return err
	}
	if err := plane.admin.call(http.MethodPost, "/apis/storage.k8s.io/v1/storageclasses", storageClass, nil); err != nil {
		return err
	}
	return plane.until("the node is ready", plane.nodeIsReady)
}

type object = map[string]any

// Room for whatever a test brings, in the status that KWOK completes.
var node = object{
	"apiVersion": "v1", "kind": "Node",
	"metadata": object{"name": "testbed", "labels": object{
		"kubernetes.io/hostname": "testbed", "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
		"topology.kubernetes.io/zone": "zone-1", "topology.kubernetes.io/region": "region-1"}},
	"status": object{
		"capacity":    object{"cpu": "1000", "memory": "4Ti", "ephemeral-storage": "4Ti", "pods": "100000"},
		"allocatable": object{"cpu": "1000", "memory": "4Ti", "ephemeral-storage": "4Ti", "pods": "100000"}},
}

// The class whose claims KWOK's volume stages fill.
var storageClass = object{
	"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass",
	"metadata": object{"name": "kwok-volume",
		"annotations": object{"storageclass.kubernetes.io/is-default-class": "true"}},
	"provisioner": "kwok.x-k8s.io/volume",
}

func (c *controlPlane) nodeIsReady() error {
	var node struct {
		Status struct {
			Conditions []struct{ Type, Status string }
		}
	}
	if err := c.admin.call(http.MethodGet, "/api/v1/nodes/testbed", nil, &node); err != nil {
		return err
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type == "Ready" && condition.Status == "True" {
			return nil
		}
	}
	return fmt.Errorf("its conditions are %v", node.Status.Conditions)
}

func (c *controlPlane) exists(what, path string) error {
	return c.until("there is "+what, func() error { return c.admin.call(http.MethodGet, path, nil, nil) })
}

func (c *controlPlane) until(what string, holds func() error) error {
	for deadline := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		err := holds()
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("waited %v until %s: %w", patience, what, err)
		}
	}
}
