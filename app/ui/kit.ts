/** The parts that pages are made of, under one name: `import { Page, Card, Button } from "#app/ui/kit"`. */
export { Button, ButtonLink } from "./button";
export { Countdown } from "./countdown";
export { DateField, DateInput } from "./date-field";
export { Dialog } from "./dialog";
export { useIsKept, useTyped } from "./document";
export {
  CheckboxField,
  type Choice,
  ErrorSummary,
  Field,
  type FormAnswer,
  FormState,
  type Option,
  type OptionGroup,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
  useField,
  useFormId,
  useTypedList,
} from "./form";
export {
  type Account,
  CoordinatorFrame,
  InstitutionFrame,
  InterpreterFrame,
  type NavItem,
  PlainFrame,
  TopBar,
} from "./frame";
export { BridgeMark, Icon, type IconName } from "./icon";
export { InPageLink } from "./in-page-link";
export { useLocale, useReader, useT } from "./locale";
export { Card, Empty, Facts, Notice, Page, type Tab, Table, Tabs, Told, type Tone, VisuallyHidden } from "./page";
export { Form, FormActions, PostForm } from "./post-form";
export { Timeline, type TimelineItem } from "./record/timeline";
export { Badge, StateBadge, toneOf } from "./state";
export { Moment, TimeRange } from "./time";
export { Vouch } from "./vouch";
