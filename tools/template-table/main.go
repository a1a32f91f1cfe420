// Writes what Go's text/template, with Sprig's functions, makes of the templates in cases.go, as a table for the
// engine's tests:
//
//	go run . ../../src/test/resources/io/jenkins/plugins/continuousdeployment/engine/template
//
// templates.tsv: the template, then what it gives, or error; texts in double quotes with JSON's escapes.
// A last column says "stricter" where the engine refuses on purpose what Go lets pass.
package main

import (
	"encoding/json"
	"log"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("give the folder to write to")
	}
	var table strings.Builder
	for _, text := range templates {
		table.WriteString(quoted(text) + "\t" + answer(text) + "\n")
	}
	for _, text := range stricter {
		table.WriteString(quoted(text) + "\t" + answer(text) + "\tstricter\n")
	}
	if err := os.WriteFile(filepath.Join(os.Args[1], "templates.tsv"), []byte(table.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func answer(text string) string {
	functions := sprig.TxtFuncMap()
	delete(functions, "slice") // Go's own takes strings too
	parsed, err := template.New("t").Funcs(functions).Parse(text)
	if err != nil {
		return "error"
	}
	var out strings.Builder
	if err := parsed.Execute(&out, data()); err != nil {
		return "error"
	}
	return quoted(out.String())
}

func quoted(text string) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		log.Fatal(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}
