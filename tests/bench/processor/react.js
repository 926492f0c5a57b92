/** A document as a tree of plain elements, and what React needs to write it. Reads what React itself has written, no other HTML. */
import { createElement, Fragment } from "react";
import { renderToString } from "react-dom/server";

const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const RAW = new Set(["script", "style"]);
const WARM_UP = 20;

/** Median of microseconds that `times` renderings take this process, and how many bytes come out of one. */
export function timeOf(html, times) {
  const tree = treeOf(html);
  let length = 0;
  for (let i = 0; i < WARM_UP; i++) length = renderToString(tree()).length;
  const took = [];
  for (let i = 0; i < times; i++) {
    const made = tree();
    const before = process.cpuUsage();
    renderToString(made);
    const { user, system } = process.cpuUsage(before);
    took.push(user + system);
  }
  took.sort((a, b) => a - b);
  return { micros: took[Math.floor(took.length / 2)], length };
}

/** Makes the elements anew, as a component would. */
function treeOf(html) {
  const root = { children: [] };
  const open = [root];
  const tag = /<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|<\/([\w-]+)>|<([\w-]+)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/g;
  let at = 0;
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    const above = open.at(-1);
    if (found.index > at) above.children.push(readText(html.slice(at, found.index)));
    at = tag.lastIndex;
    const [, closed, name, attributes, isClosed] = found;
    if (closed) {
      while (open.length > 1 && open.pop().name !== closed);
    } else if (name) {
      const node = { name, props: propsOf(attributes), children: [] };
      above.children.push(node);
      if (RAW.has(name)) {
        const end = html.indexOf(`</${name}>`, at);
        node.props.dangerouslySetInnerHTML = { __html: html.slice(at, end) };
        at = tag.lastIndex = end + name.length + 3;
      } else if (!VOID.has(name) && !isClosed) open.push(node);
    }
  }
  return () => createElement(Fragment, null, ...root.children.map(elementOf));
}

function elementOf(node) {
  if (typeof node === "string") return node;
  return createElement(node.name, { ...node.props }, ...node.children.map(elementOf));
}

const NAMES = { class: "className", for: "htmlFor", charset: "charSet" };

function propsOf(attributes) {
  const props = {};
  for (const [, name, value] of attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
    if (name === "style") props.style = styleOf(readText(value ?? ""));
    else
      props[NAMES[name] ?? name] =
        value === "" && !/^(alt|value|data-.*|aria-.*|href|id|name)$/.test(name) ? true : readText(value ?? "");
  }
  return props;
}

function styleOf(text) {
  const pairs = text.split(";").map((pair) => pair.split(":"));
  return Object.fromEntries(pairs.map(([name, ...value]) => [name.trim(), value.join(":").trim()]));
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

function readText(text) {
  return text.replace(/&([#\w]+);/g, (whole, name) => ENTITIES[name] ?? whole);
}
