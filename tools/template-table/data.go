package main

import "strings"

// The data that templates see, with the names that Flux's have; the engine's test holds the same update.

type project struct{ Name, Namespace string }

func (p project) String() string { return p.Namespace + "/" + p.Name }

type object struct{ APIVersion, Kind, Name, Namespace string }

func (o object) String() string {
	full := o.Name
	if o.Namespace != "" {
		full = o.Namespace + "/" + o.Name
	}
	return strings.TrimSpace(o.Kind + " " + full)
}

type image struct{ text, registry, repository, identifier string }

func (i image) String() string     { return i.text }
func (i image) Registry() string   { return i.registry }
func (i image) Repository() string { return i.repository }
func (i image) Identifier() string { return i.identifier }
func (i image) Name() string {
	if strings.Contains(i.identifier, ":") {
		return i.registry + "/" + i.repository + "@" + i.identifier
	}
	return i.registry + "/" + i.repository + ":" + i.identifier
}

type change struct{ OldValue, NewValue, Setter string }

func (c change) String() string { return c.OldValue + " -> " + c.NewValue }

type changed struct {
	FileChanges map[string]map[object][]change
	changes     []change
}

func (c changed) Changes() []change { return c.changes }
func (c changed) Objects() map[object][]change {
	all := map[object][]change{}
	for _, objects := range c.FileChanges {
		for key, changes := range objects {
			all[key] = append(all[key], changes...)
		}
	}
	return all
}

type file struct{ Objects map[object][]image }

type updated struct {
	Files  map[string]file
	images []image
}

func (u updated) Images() []image { return u.images }
func (u updated) Objects() map[object][]image {
	all := map[object][]image{}
	for _, file := range u.Files {
		for key, images := range file.Objects {
			all[key] = append(all[key], images...)
		}
	}
	return all
}

type update struct {
	AutomationObject project
	Changed          changed
	Updated          updated
	Values           map[string]string
}

func data() update {
	web := image{"ghcr.io/shop/web:v2", "ghcr.io", "shop/web", "v2"}
	nginx := image{"nginx:1.27.0", "index.docker.io", "library/nginx", "1.27.0"}
	deployment := object{"apps/v1", "Deployment", "web", "shop"}
	kustomization := object{"kustomize.config.k8s.io/v1beta1", "Kustomization", "", ""}
	webChange := change{"ghcr.io/shop/web:v1", "ghcr.io/shop/web:v2", "shop:web"}
	nginxChange := change{"1.26.0", "1.27.0", "shop:nginx:tag"}
	return update{
		AutomationObject: project{"web", "shop"},
		Changed: changed{map[string]map[object][]change{
			"deploy/web.yaml":           {deployment: {webChange}},
			"deploy/kustomization.yaml": {kustomization: {nginxChange}},
		}, []change{nginxChange, webChange}},
		Updated: updated{map[string]file{
			"deploy/web.yaml":           {map[object][]image{deployment: {web}}},
			"deploy/kustomization.yaml": {map[object][]image{kustomization: {nginx}}},
		}, []image{nginx, web}},
		Values: map[string]string{"cluster": "prod", "greeting": "grüß dich", "empty": ""},
	}
}
