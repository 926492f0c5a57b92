declare module "react-big-calendar/lib/addons/dragAndDrop/index.js" {
  export { default } from "react-big-calendar/lib/addons/dragAndDrop";
  export * from "react-big-calendar/lib/addons/dragAndDrop";
}
