// Names of those who are known, offered while one types. Without it the fields take what is typed.

const MOST_WAIT = 150;
let lists = 0;

function offer(input) {
  const list = document.createElement("ul");
  const id = `suggested-${lists += 1}`;
  let found = [];
  let chosen = -1;
  let asked = "";
  let waiting = 0;
  list.id = id;
  list.className = "suggested";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Known names");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);
  const place = document.createElement("span");
  place.className = "suggesting";
  input.before(place);
  place.append(input, list);

  const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (one) => { input.value = one.name; asked = one.name; close(); };
  const point = (at) => {
    chosen = at;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", list.children[at].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = () => {
    list.replaceChildren(...found.map((one, n) => {
      const item = document.createElement("li");
      const name = document.createElement("bdi");
      const type = document.createElement("span");
      item.id = `${id}-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      name.textContent = one.name;
      type.className = "soft";
      type.textContent = ` ${one.type}`;
      item.append(name, type);
      // The field keeps the focus: what is pressed is taken before it could lose it.
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one); });
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    point(-1);
  };
  const ask = async () => {
    const start = input.value.trim();
    if (start === asked) return;
    asked = start;
    if (start.length < 2) { close(); return; }
    const answer = await fetch(`/suggest?start=${encodeURIComponent(start)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || input.value.trim() !== start) return;
    found = await answer.json();
    show();
  };

  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, MOST_WAIT); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const acts = {
      ArrowDown: () => point((chosen + 1) % found.length),
      ArrowUp: () => point((chosen <= 0 ? found.length : chosen) - 1),
      Escape: close,
      Enter: chosen >= 0 ? () => take(found[chosen]) : null,
    };
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
}

for (const input of document.querySelectorAll("input[data-suggest]")) offer(input);
