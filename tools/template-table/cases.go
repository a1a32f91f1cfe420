package main

var templates = []string{
	// documents of KubeVela and Flux
	"Image: {{range .Updated.Images}}{{println .}}{{end}}",
	"Automated image update\n\nAutomation name: {{ .AutomationObject }}\n\nFiles:\n{{ range $filename, $_ := .Updated.Files -}}\n- {{ $filename }}\n{{ end -}}\n\nObjects:\n{{ range $resource, $_ := .Updated.Objects -}}\n- {{ $resource.Kind }} {{ $resource.Name }}\n{{ end -}}\n\nImages:\n{{ range .Updated.Images -}}\n- {{.}}\n{{ end -}}",
	"Files:\n{{ range $filename, $_ := .Changed.FileChanges -}}\n- {{ $filename }}\n{{ end -}}\n\nObjects:\n{{ range $resource, $changes := .Changed.Objects -}}\n- {{ $resource.Kind }} {{ $resource.Name }}\n  Changes:\n{{- range $_, $change := $changes }}\n    - {{ $change.OldValue }} -> {{ $change.NewValue }}\n{{ end -}}\n{{ end -}}",
	"{{ range $resource, $changes := .Changed.Objects -}}\n- {{ $resource.Kind | lower }} {{ $resource.Name | lower }}\n{{- range $_, $change := $changes }}\n  {{ if contains \"v2\" $change.NewValue -}}\n    - {{ $change.OldValue }} -> {{ $change.NewValue }}\n  {{ else -}}\n    [skip ci] wrong image\n  {{ end -}}\n{{ end -}}\n{{ end -}}",
	"Automated image update by Flux for cluster {{ .Values.cluster }}.",
	"{{- $ChangeId := .AutomationObject.Name -}}\n{{- $ChangeId = printf \"%s%s\" $ChangeId ( .AutomationObject.Namespace | toString ) -}}\nChange-Id: {{ printf \"I%s\" ( sha256sum $ChangeId | trunc 40 ) }}",
	"{{range .Changed.Changes}}{{print .OldValue}} -> {{println .NewValue}}{{end}}",
	"{{range .Updated.Images}}{{.Name}} {{.Registry}} {{.Repository}} {{.Identifier}} {{.String}}\n{{end}}",
	"{{range $file, $result := .Updated.Files}}{{range $object, $images := $result.Objects}}{{$file}} {{$object}} {{$images}}\n{{end}}{{end}}",

	// text, trim markers, comments
	"", "plain", "a {{\"b\"}} c", "a {{- \"b\" -}} c", "a \n\t{{- \"b\"}}\n c", "a\n{{\"b\" -}} \n\n c", "{{- /* gone */ -}} x", "x {{/* a\nb */}} y",
	"{{/* not closed", "{{/* a */ }}", "{{ /* a */}}", "x {{- -}} y", "{{", "}}", "a }} b", "{{}}", "{{ }}", "{{\"a}}", "{{`a\nb`}}", "{{`a}}", "{{'a'}}", "{{'ab'}}",
	"{{\"a\\n\\t\\\"\\\\ \\u00e4\"}}", "{{\"\\q\"}}", "{{\"\\'\"}}", "{{3}}", "{{-3}}", "{{- 3}}", "{{-\n3}}", "{{0x1F}}", "{{1_000}}", "{{010}}", "{{0b11}}", "{{3 -}} x", "{{true}} {{false}}", "{{nil}}", "{{nope}}",
	"{{\"a\" }}{{ \"b\"}}", "a\r\n{{- \"b\" -}}\r\nc", "{{\"a\"-}}", "{ {\"a\"} }", "{{{\"a\"}}}",

	// fields and variables
	"{{.Values}}", "{{.AutomationObject.Name}}", "{{ .AutomationObject.Namespace }}/{{.AutomationObject.Name}}", "{{.Nope}}", "{{.AutomationObject.Nope}}", "{{.AutomationObject.Name.More}}", "{{$.Values.cluster}}",
	"{{$x := 1}}{{$x}}", "{{$x}}", "{{$x := 1}}{{$x = 2}}{{$x}}", "{{$x = 2}}", "{{if true}}{{$x := 1}}{{end}}{{$x}}", "{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}", "{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}",
	"{{$x := .Values.cluster}}{{range .Updated.Images}}{{$x}} {{$.AutomationObject.Name}};{{end}}", "{{.Values .Changed}}", "{{(.AutomationObject).Name}}", "{{(index .Changed.Changes 0).NewValue}}", "{{. Values}}", "{{.Values.cluster.}}", "{{.Values..cluster}}",
	"{{$x := \"a\" | printf \"%s-%s\" \"b\"}}{{$x}}", "{{$x, $y := .Values}}", "{{\"a\".Name}}", "{{print.Name}}", "{{$a := 1}}{{$b := 2}}{{$a}}{{$b}}",

	// if, with
	"{{if .Values.empty}}a{{else}}b{{end}}", "{{if .Values.cluster}}a{{else}}b{{end}}", "{{if 0}}a{{end}}", "{{if 1}}a{{end}}", "{{if \"\"}}a{{else if 1}}b{{else}}c{{end}}", "{{if false}}a{{else if false}}b{{else}}c{{end}}",
	"{{if .Changed.Changes}}some{{end}}", "{{if .AutomationObject}}x{{end}}", "{{if not .Values.empty}}x{{end}}", "{{if $x := .Values.cluster}}{{$x}}{{end}}", "{{if true}}", "{{end}}", "{{else}}", "{{if true}}{{else}}{{else}}{{end}}", "{{if}}a{{end}}",
	"{{with .Values.cluster}}{{.}}{{else}}none{{end}}", "{{with .Values.empty}}{{.}}{{else}}none {{$.Values.cluster}}{{end}}", "{{with $x := .AutomationObject}}{{$x.Name}}{{.Namespace}}{{end}}", "{{with .Values.empty}}a{{else with .Values.cluster}}{{.}}{{end}}", "{{if true}}a{{else with 1}}b{{end}}", "{{if nil}}a{{end}}", "{{ if true }}a{{ else if }}b{{ end }}", "{{if true}}a{{end}}}}",

	// range
	"{{range .Changed.Changes}}{{.}};{{end}}", "{{range $i, $e := .Changed.Changes}}{{$i}}={{$e.NewValue}} {{end}}", "{{range $e := .Changed.Changes}}{{$e.NewValue}} {{end}}", "{{range $k, $v := .Values}}{{$k}}={{$v}};{{end}}", "{{range .Values}}[{{.}}]{{end}}",
	"{{range .Values.empty}}a{{end}}", "{{range .AutomationObject}}a{{end}}", "{{range slice .Changed.Changes 0 0}}a{{else}}none{{end}}", "{{range 3}}{{.}}{{end}}", "{{range $i := 3}}{{$i}}{{end}}", "{{range 0}}a{{else}}b{{end}}",
	"{{range $i, $e := .Changed.Changes}}{{if $i}}, {{end}}{{$e}}{{end}}", "{{range .Changed.Changes}}{{break}}x{{end}}y", "{{range $i, $e := .Changed.Changes}}{{if eq $i 0}}{{continue}}{{end}}{{$e}}{{end}}", "{{break}}", "{{if true}}{{continue}}{{end}}", "{{range .Changed.Changes}}{{range $.Updated.Images}}{{break}}{{end}}x{{end}}",
	"{{$n := 0}}{{range $i, $e := .Values}}{{$n = len $i}}{{end}}{{$n}}", "{{range $a, $b, $c := .Values}}{{end}}", "{{range $i, $_ := .Changed.Changes}}{{$i}}{{else}}none{{end}}", "{{$i := 7}}{{range $i, $e := .Changed.Changes}}{{$i}}{{end}}{{$i}}", "{{range .Changed.Changes}}",
	"{{range $i, $e := .Changed.Changes}}{{$i}}{{end}}{{$i}}", "{{$e := 1}}{{range $e = .Values}}{{end}}{{$e}}",

	// functions
	"{{print 1 2 \"a\" \"b\" 3}}", "{{print \"a\" 1 2}}", "{{println 1 \"a\" true}}", "{{println}}x", "{{print}}x", "{{print nil}}", "{{print .Values.cluster .AutomationObject .AutomationObject}}",
	"{{printf \"%s|%v|%d|%q|%%\" \"a\" 1 2 \"b\"}}", "{{printf \"%5s|%-5s|%05d|%5d\" \"a\" \"b\" 42 -7}}", "{{printf \"%.3s|%6.2s|\" \"abcdef\" \"xyz\"}}", "{{printf \"%v %v\" .Changed.Changes .AutomationObject}}", "{{printf \"%s\" .Updated.Images}}", "{{printf \"%05d\" -42}}", "{{printf \"plain\"}}", "{{\"a\" | printf \"%s-%s\" \"b\"}}", "{{printf \"%q\" \"a\\\"b\\\\c\\nd\\te ä\"}}", "{{printf \"%d\" 0x10}}", "{{printf}}", "{{printf 3}}",
	"{{len .Values}}", "{{len \"grüß\"}}", "{{len .Changed.Changes}}", "{{len 3}}", "{{len}}", "{{.Updated.Images | len}}", "{{len .Updated.Images | printf \"%d images\"}}",
	"{{index .Changed.Changes 1}}", "{{index .Changed.Changes 2}}", "{{index .Changed.Changes -1}}", "{{index .Values \"cluster\"}}", "{{index .Values \"nope\"}}", "{{index .Values 1}}", "{{index .Changed.Changes \"0\"}}", "{{(index .Updated.Images 0).Identifier}}", "{{index .Values}}", "{{index 3 1}}", "{{(index .Updated.Files \"deploy/web.yaml\").Objects}}",
	"{{slice \"abcdef\" 2}}", "{{slice \"abcdef\" 1 3}}", "{{slice \"abc\" 4}}", "{{slice \"abc\" 2 1}}", "{{slice .Changed.Changes 1}}", "{{slice \"grüß\" 2 4}}", "{{slice 3}}", "{{slice \"abc\" 0 1 2}}", "{{slice \"abc\"}}",
	"{{eq 1 1}}", "{{eq \"a\" \"b\" \"a\"}}", "{{eq 1 \"1\"}}", "{{eq 1}}", "{{ne 1 2}}", "{{ne \"a\" \"a\"}}", "{{lt 1 2}} {{le 2 2}} {{gt 1 2}} {{ge 3 2}}", "{{lt \"a\" \"b\"}}", "{{lt \"Z\" \"a\"}}", "{{lt 1 \"a\"}}", "{{eq true true}}", "{{lt true false}}", "{{eq .Changed.Changes 1}}", "{{ne 1 2 3}}",
	"{{and 1 0 2}}", "{{and 1 2}}", "{{or 0 \"\" \"x\"}}", "{{or 0 \"\"}}", "{{and}}", "{{not 1}}", "{{not}}", "{{not 0 1}}", "{{or .Values.empty \"default\"}}", "{{and true (eq .Values.cluster \"prod\")}}", "{{or true (index .Changed.Changes 9)}}", "{{and false (index .Changed.Changes 9)}}", "{{1 | and 0}}", "{{\"x\" | or \"\"}}",
	"{{lower \"ABC\"}} {{upper \"abc\"}} {{trim \"  a \"}}", "{{trimPrefix \"v\" \"v1\"}} {{trimSuffix \"-rc\" \"1-rc\"}}", "{{contains \"a\" \"cat\"}} {{hasPrefix \"c\" \"cat\"}} {{hasSuffix \"x\" \"cat\"}}", "{{replace \"a\" \"b\" \"banana\"}}", "{{trunc 3 \"abcdef\"}} {{trunc -2 \"abcdef\"}} {{trunc 9 \"abc\"}}", "{{quote \"a\\\"b\"}}", "{{join \", \" .Changed.Changes}}", "{{.Values.empty | default \"none\"}} {{.Values.cluster | default \"none\"}}", "{{toString 3}}", "{{sha256sum \"abc\"}}", "{{.Values.greeting | upper}}", "{{lower 3}}", "{{lower}}", "{{trunc \"a\" \"b\"}}",
	"{{\"a\" | upper | lower | upper}}", "{{1 | 2}}", "{{| print}}", "{{print (print 1 (print 2)) 3}}", "{{print (1}}", "{{print 1)}}", "{{print 1, 2}}", "{{print \"a\"\"b\"}}", "{{print 1\n2}}", "{{print;}}", "{{.Values.cluster | nope}}", "{{\"x\" | .Values.cluster}}", "{{1 2}}", "{{.Values.cluster 1}}", "{{print .}}x{{range 1}}y{{end}}" + "{{.Nope}}",
}

// Go lets these pass; a person who wrote them made a mistake, and the engine says so.
var stricter = []string{
	"{{.Values.nope}}",
	"{{printf \"%d\" \"a\"}}", "{{printf \"%s\" 3}}", "{{printf \"%s %s\" \"a\"}}", "{{printf \"%s\" \"a\" \"b\"}}", "{{printf \"%x\" \"abc\"}}", "{{printf \"%\"}}", "{{printf \"%z\" 1}}", "{{printf \"%+v\" 1}}",
	"{{slice \"grüß\" 2 3}}", "{{trunc 3 \"grüß\"}}",
	"{{print 1 |}}", "{{3.5}}", "{{html \"<\"}}", "{{define \"x\"}}y{{end}}{{template \"x\"}}", "{{block \"x\" .}}y{{end}}", "{{env}}", "{{index \"abc\" 1}}", "{{'\\x41'}}", "{{eq .AutomationObject .AutomationObject}}",
}
