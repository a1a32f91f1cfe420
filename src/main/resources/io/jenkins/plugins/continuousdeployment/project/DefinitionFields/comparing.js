/* Sends the form as it is, without saving it, and shows what the server says a sync would do. */
Behaviour.specify(".continuous-deployment-check", "continuous-deployment-check", 0, (element) => {
  const button = element.querySelector("button");
  const progress = element.querySelector(".continuous-deployment-check__progress");
  const answer = element.querySelector(".continuous-deployment-check__answer");

  button.addEventListener("click", () => {
    const form = button.closest("form");
    buildFormTree(form);
    const json = form.querySelector("input[name=json]").value;
    button.disabled = true;
    progress.hidden = false;
    answer.textContent = "";
    fetch(element.dataset.url, {
      method: "post",
      headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
      body: "json=" + encodeURIComponent(json),
    })
      .then((response) => response.text().then((text) => ({ ok: response.ok, status: response.status, text })))
      .then(({ ok, status, text }) => {
        if (ok) {
          answer.innerHTML = text;
        } else {
          answer.textContent = String(status);
        }
      })
      .catch((error) => {
        answer.textContent = String(error);
      })
      .finally(() => {
        button.disabled = false;
        progress.hidden = true;
      });
  });
});
