// Makes elements with text: nothing in a file can become markup.
export function make(name, text = "", ...children) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}
