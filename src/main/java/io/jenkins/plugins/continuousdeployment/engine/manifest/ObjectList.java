package io.jenkins.plugins.continuousdeployment.engine.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lists of objects, as {@code kubectl get -o yaml} writes them: whatever has an {@code items} array at its outermost
 * level and no name, whatever the kind is called. An object with a name that has {@code items} of its own is an object,
 * unless its kind ends in {@code List} and its items have metadata.
 */
final class ObjectList {
    private static final String LIST = "List";

    private ObjectList() {}

    static boolean is(Draft draft) {
        Object items = draft.body().get("items");
        boolean named = draft.metadata("name") != null || draft.metadata("generateName") != null;
        boolean listKind = draft.body().get("kind") instanceof String kind && kind.endsWith(LIST);
        if (items == null) {
            return listKind
                    && !named
                    && (draft.body().containsKey("items")
                            || LIST.equals(draft.body().get("kind")));
        }
        return items instanceof List<?> list && (!named || (listKind && !list.isEmpty() && haveMetadata(list)));
    }

    private static boolean haveMetadata(List<?> items) {
        return items.stream().allMatch(item -> item instanceof Map<?, ?> map && map.get("metadata") instanceof Map);
    }

    /** The items; where the list is of one kind ({@code ConfigMapList}), theirs may be left to it. */
    static List<Draft> items(Draft list, Findings findings) {
        List<Draft> drafts = new ArrayList<>();
        List<?> items = list.body().get("items") instanceof List<?> some ? some : List.of();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> item) {
                @SuppressWarnings("unchecked")
                Map<String, Object> body = (Map<String, Object>) item;
                complete(body, list.body());
                drafts.add(list.item(body, "items", i));
            } else {
                findings.add(
                        list.place("items", i),
                        list.title() + ": items[" + i + "] is " + Wording.of(items.get(i)) + ", and must be an object");
            }
        }
        return drafts;
    }

    private static void complete(Map<String, Object> item, Map<String, Object> list) {
        boolean ofOneKind = list.get("kind") instanceof String kind && kind.endsWith(LIST) && !kind.equals(LIST);
        if (ofOneKind && item.get("apiVersion") == null && item.get("kind") == null) {
            String kind = (String) list.get("kind");
            item.put("apiVersion", list.get("apiVersion"));
            item.put("kind", kind.substring(0, kind.length() - LIST.length()));
        }
    }
}
