// Finds sections by their words, by how words begin, and with a wrong letter in them.
const form = document.getElementById("search");
const field = form.querySelector("input");
const list = document.getElementById("results");
let index;

function theIndex() {
  if (!index) {
    index = new MiniSearch({
      fields: ["title", "page", "text"],
      storeFields: ["title", "page", "text"],
      searchOptions: {
        boost: { title: 4, page: 2 },
        prefix: true,
        fuzzy: (word) => (word.length > 4 ? 0.2 : false),
        combineWith: "AND",
      },
    });
    index.addAll(window.searchEntries);
  }
  return index;
}

// Shows the text around the first word that was found.
function around(hit) {
  const lower = hit.text.toLowerCase();
  const places = hit.terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
  const from = Math.max(0, (places.length ? Math.min(...places) : 0) - 40);
  return (from > 0 ? "…" : "") + hit.text.slice(from, from + 140);
}

function entry(hit) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = hit.id;
  link.append(hit.page === hit.title ? hit.title : `${hit.title} · ${hit.page}`);
  const text = document.createElement("small");
  text.textContent = around(hit);
  link.append(text);
  item.append(link);
  return item;
}

function show() {
  const words = field.value.trim();
  list.hidden = !words;
  if (!words) {
    return;
  }
  const hits = theIndex().search(words).slice(0, 12);
  list.replaceChildren(...hits.map(entry));
  if (!hits.length) {
    const none = document.createElement("li");
    none.className = "none";
    none.textContent = `Nothing has “${words}”.`;
    list.append(none);
  }
}

field.addEventListener("input", show);
field.addEventListener("focus", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
document.addEventListener("click", (event) => {
  if (!form.contains(event.target)) {
    list.hidden = true;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    list.hidden = true;
  } else if (event.key === "/" && document.activeElement === document.body) {
    event.preventDefault();
    field.focus();
  }
});

// An address may ask: index.html?q=retry
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  field.value = asked;
  show();
}
