import type { LoaderFunctionArgs } from "@remix-run/node";
import { may, mayRead } from "#app/auth/policy";
import { noteReading } from "#app/commands/note-reading";
import { enter, notFound } from "#app/context.server";
import { receiptOf } from "#app/facts/pay/receipts";
import { fileAnswer } from "#app/files/answer";
import { readFile } from "#app/files/read.server";

/** The picture of a receipt, for whoever sees the statement that it belongs to. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const ctx = await enter(request, "signed_in");
  const receipt = receiptOf(ctx, params.id ?? "");
  if (!receipt || !may.seeStatement(ctx.viewer, receipt)) throw notFound();
  const bytes = readFile(receipt.fileId);
  if (!bytes) throw notFound();
  if (mayRead(ctx.viewer, "finance")) noteReading(ctx, { interpreterId: receipt.interpreterId });
  return fileAnswer(bytes, receipt);
}
