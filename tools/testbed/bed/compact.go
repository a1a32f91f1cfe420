package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
)

// compact makes an etcd forget all that is not current, through its JSON gateway.
func compact(etcd string) (any, error) {
	var now struct {
		Header struct {
			Revision string `json:"revision"`
		} `json:"header"`
	}
	// Any key will do: the answer's header has the revision.
	if err := ask(etcd+"/v3/kv/range", map[string]any{"key": []byte{0}}, &now); err != nil {
		return nil, err
	}
	request := map[string]any{"revision": now.Header.Revision, "physical": true}
	if err := ask(etcd+"/v3/kv/compaction", request, &struct{}{}); err != nil {
		return nil, err
	}
	return map[string]string{"compacted": now.Header.Revision}, nil
}

func ask(url string, request, result any) error {
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	answer, err := http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", url, answer.Status)
	}
	return json.NewDecoder(answer.Body).Decode(result)
}
