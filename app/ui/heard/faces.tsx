/** Pictograms of the client's evaluation, drawn here: three faces, and what each question is about. */
import type { Face, Question } from "#app/heard/evaluation";

const MOUTH: Record<Face, string> = {
  good: "M15 29 Q24 39 33 29",
  middle: "M16 32 H32",
  bad: "M15 35 Q24 26 33 35",
};

export function FacePicture({ face }: { face: Face }) {
  return (
    <svg viewBox="0 0 48 48" width="56" height="56" aria-hidden="true" className="face">
      <circle cx="24" cy="24" r="21" />
      <circle cx="17" cy="19" r="2" className="face-eye" />
      <circle cx="31" cy="19" r="2" className="face-eye" />
      <path d={MOUTH[face]} />
    </svg>
  );
}

/** An ear and what it hears; a hand on a heart; a question that is ticked. */
const PICTURE: Record<Question, string> = {
  understood: "M6 12 h22 v16 h-12 l-6 6 v-6 h-4 z M34 16 q8 8 0 18 M39 12 q12 13 0 27",
  fair: "M24 40 C4 26 8 10 17 10 q5 0 7 6 q2 -6 7 -6 C40 10 44 26 24 40 z",
  helped: "M8 8 h32 v32 h-32 z M15 25 l7 7 12 -15",
};

export function QuestionPicture({ question }: { question: Question }) {
  return (
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" className="face">
      <path d={PICTURE[question]} />
    </svg>
  );
}
