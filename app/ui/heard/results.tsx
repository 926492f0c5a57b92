/** What clients answered, as a table: a row of each thing, a column of each question. */
import type { ReactNode } from "react";
import { type Mood, QUESTIONS, type Question } from "#app/heard/evaluation";
import { Table, useT } from "#app/ui/kit";

export function QuestionTable({ head, children }: { head: string; children: ReactNode }) {
  const t = useT();
  return <Table heads={[head, ...QUESTIONS.map((question) => t(`heard:short.${question}`))]}>{children}</Table>;
}

export function Moods({
  name,
  answers,
}: {
  name: string;
  answers: readonly { question: Question; mood: Mood | null }[];
}) {
  const t = useT();
  return (
    <tr>
      <th scope="row">{name}</th>
      {answers.map(({ question, mood }) => (
        <td key={question}>{t(mood === null ? "heard:results.few" : `heard:mood.${mood}`)}</td>
      ))}
    </tr>
  );
}
