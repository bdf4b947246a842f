// Filters the list of articles and opens them. The page is complete without it but for that.
(() => {
  "use strict";
  const get = (id) => document.getElementById(id);
  const filter = get("filter");
  if (!filter) return;
  const cards = [...document.querySelectorAll(".card")];
  const status = get("status");
  const field = { words: get("words"), threat: get("threat"), actor: get("actor"), kind: get("kind") };
  const source = (at) => get("text-" + at).textContent;

  // Words of a card with those of its text, read when they are first asked for.
  const texts = [];
  const decode = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#13;": "\r" };
  const words = (at) => {
    if (texts[at] === undefined) {
      const html = source(at);
      const start = html.indexOf('<div class="text');
      // The article as it is read: what stands for a reference, no markup of the page. Without it the lists.
      const text = (start < 0 ? html : html.slice(start, html.indexOf('<div class="found">')))
        .replace(/<span class="r"(?: data-l="([^"]*)")?><span class="k">[^<]*<\/span><\/span>/g, "$1")
        .replace(/<span class="k">[^<]*<\/span>/g, "").replace(/<[^>]*>/g, "")
        .replace(/&[a-z#0-9]+;/g, (r) => decode[r] ?? r);
      const head = cards[at].querySelector("h3").textContent + "\n" + cards[at].querySelector(".about").textContent;
      texts[at] = (head + "\n" + text).toLowerCase();
    }
    return texts[at];
  };
  const has = (list, value) => value === "" || (" " + list + " ").includes(" " + value + " ");

  const apply = () => {
    const terms = field.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    cards.forEach((card, at) => {
      const fits = has(card.dataset.t, field.threat.value) && has(card.dataset.a, field.actor.value)
        && has(card.dataset.k, field.kind.value) && terms.every((term) => words(at).includes(term));
      card.hidden = !fits;
      shown += fits;
    });
    const all = cards.length;
    status.textContent = shown === all ? `${all} ${all === 1 ? "article" : "articles"}` : `${shown} of ${all} articles`;
  };
  let wait = 0;
  field.words.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(apply, 150); });
  for (const select of [field.threat, field.actor, field.kind]) select.addEventListener("change", apply);
  filter.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  filter.addEventListener("reset", () => setTimeout(apply));

  const toggle = (button, open) => {
    const at = Number(button.id.slice(5));
    const pane = get("pane-" + at);
    button.setAttribute("aria-expanded", String(open));
    // Foreign text was escaped when the page was written, so this holds only our own elements.
    pane.innerHTML = open ? source(at) : "";
    pane.hidden = !open;
  };
  for (const card of cards) {
    const button = card.querySelector("button");
    button.disabled = false;
    button.addEventListener("click", () => toggle(button, button.getAttribute("aria-expanded") !== "true"));
    card.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        toggle(button, false);
        button.focus();
      }
    });
  }

  // A name in a table or in the drawing shows the articles that name it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-actor], [data-threat]");
    if (!link) return;
    filter.reset();
    if (link.dataset.threat !== undefined) field.threat.value = link.dataset.threat;
    if (link.dataset.actor !== undefined) field.actor.value = link.dataset.actor;
    setTimeout(apply, 1);
  });

  // The lines of a node stand out while it is looked at.
  const lines = [...document.querySelectorAll("[data-e]")];
  for (const node of document.querySelectorAll("[data-node]")) {
    const mark = (on) => {
      for (const line of lines) line.classList.toggle("lit", on && has(line.dataset.e, node.dataset.node));
    };
    for (const [event, on] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]]) {
      node.addEventListener(event, () => mark(on));
    }
  }

  filter.hidden = false;
  document.documentElement.classList.add("js");
})();
