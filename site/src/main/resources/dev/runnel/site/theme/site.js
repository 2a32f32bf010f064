// Lists the versions of the site, and goes to the same page of the one that is chosen.
const choice = document.getElementById("versions");
const parts = location.pathname.split("/");
const page = parts.pop() || "index.html";
const folder = parts.pop();

for (const version of window.versions ?? []) {
  if (version !== choice.options[0].text) {
    choice.add(new Option(version));
  }
}
if (folder === "next") {
  choice.options[0].value = "next";
}
for (const option of [...choice.options]) {
  if (option.text === "next") {
    option.hidden = folder === "next";
  }
}
choice.addEventListener("change", () => {
  const there = `../${choice.value}/`;
  fetch(there + page, { method: "HEAD" })
    .then((answer) => (answer.ok ? there + page : `${there}index.html`))
    .catch(() => there + page)
    .then((address) => location.assign(address));
});
