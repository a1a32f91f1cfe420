// Command yaml-table writes what the API server's own YAML parser makes of the scalars and documents below: one row
// each in scalars.tsv and documents.tsv, in the folder that it is given. The engine's reader is tested against them.
//
//	go run . ../../src/test/resources/io/jenkins/plugins/continuousdeployment/engine/yaml
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"sigs.k8s.io/yaml"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: yaml-table FOLDER")
	}
	write(filepath.Join(os.Args[1], "scalars.tsv"), scalarRows())
	write(filepath.Join(os.Args[1], "documents.tsv"), documentRows())
}

func write(file string, rows [][]string) {
	var text strings.Builder
	for _, row := range rows {
		text.WriteString(strings.Join(row, "\t") + "\n")
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// scalarRows has a row for each scalar and a column for each position, which the first row names.
func scalarRows() [][]string {
	rows := [][]string{append([]string{"scalar"}, positions...)}
	for _, scalar := range scalars {
		row := []string{quoted(scalar)}
		for _, position := range positions {
			row = append(row, read(yaml.YAMLToJSONStrict, strings.ReplaceAll(position, "%s", scalar)))
		}
		rows = append(rows, row)
	}
	return rows
}

// documentRows has a row for each document: its name, its text, how it is read strictly, and how otherwise.
func documentRows() [][]string {
	rows := [][]string{{"name", "text", "strict", "lenient"}}
	for _, document := range documents {
		rows = append(rows, []string{
			document.name,
			quoted(document.text),
			read(yaml.YAMLToJSONStrict, document.text),
			read(yaml.YAMLToJSON, document.text),
		})
	}
	return rows
}

func read(parse func([]byte) ([]byte, error), text string) string {
	value, err := parse([]byte(text))
	if err != nil {
		return "error"
	}
	return ascii(value)
}

func quoted(text string) string {
	value, err := json.Marshal(text)
	if err != nil {
		log.Fatal(fmt.Errorf("%q: %w", text, err))
	}
	return ascii(value)
}

// ascii escapes what an editor might change or hide.
func ascii(value []byte) string {
	var text strings.Builder
	for _, character := range string(value) {
		if character < 0x7f {
			text.WriteRune(character)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, character) {
			fmt.Fprintf(&text, `\u%04x`, unit)
		}
	}
	return text.String()
}
