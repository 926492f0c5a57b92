import Database from "better-sqlite3";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDatabase } from "#db/client.server";
import { installation } from "#db/schema";
import { keepingStatements, Statements } from "#db/statements.server";

test("a text is prepared once, and each time gives what it would give if it had just been prepared", () => {
  const statements = new Statements(new Database(":memory:"));
  const one = statements.prepare("select 1 as a, 2 as b");
  expect(one.raw().all()).toEqual([[1, 2]]);
  const again = statements.prepare("select 1 as a, 2 as b");
  expect(again).toBe(one);
  expect(again.all()).toEqual([{ a: 1, b: 2 }]);
});

test("the same text asked for rows and for values gives each as it was asked for", () => {
  const { db } = createDatabase(":memory:");
  db.insert(installation).values({ key: "k", value: "v" }).run();
  const built = db.select().from(installation).where(eq(installation.key, "k"));
  const plain = sql.raw(built.toSQL().sql.replace("?", "'k'"));
  const written = db.select().from(installation).where(sql`"installation"."key" = 'k'`);
  for (let time = 0; time < 3; time++) {
    expect(db.all(plain)).toEqual([{ key: "k", value: "v" }]);
    expect(written.all()).toEqual([{ key: "k", value: "v" }]);
    expect(db.values(plain)).toEqual([["k", "v"]]);
  }
});

test("a statement asked inside a transaction that is undone works again afterwards, and sees what is there", () => {
  const { db } = createDatabase(":memory:");
  const put = (value: string) => db.insert(installation).values({ key: value, value }).run();
  const values = () => db.select({ value: installation.value }).from(installation).all();
  const before = values();
  expect(() =>
    db.transaction(() => {
      put("a");
      values();
      throw new Error("undone");
    }),
  ).toThrow("undone");
  expect(values()).toEqual(before);
  put("a");
  expect(() => put("a")).toThrow(/UNIQUE/);
  put("b");
  expect(values()).toEqual([...before, { value: "a" }, { value: "b" }]);
});

test("after the schema has changed a kept statement is what it says now", () => {
  const sqlite = new Database(":memory:");
  sqlite.exec("create table t (a); insert into t values (1)");
  const statements = new Statements(sqlite);
  expect(statements.prepare("select * from t").all()).toEqual([{ a: 1 }]);
  sqlite.exec("alter table t add column b default 2");
  expect(statements.prepare("select * from t").all()).toEqual([{ a: 1, b: 2 }]);
  expect(statements.prepare("select * from t").raw().all()).toEqual([[1, 2]]);
});

test("of texts without end only the ones used last are kept", () => {
  const sqlite = new Database(":memory:");
  const statements = new Statements(sqlite);
  const often = statements.prepare("select 'often'");
  const seldom = statements.prepare("select 'seldom'");
  for (let i = 0; i < 1000; i++) {
    statements.prepare(`select ${i}`);
    expect(statements.prepare("select 'often'")).toBe(often);
  }
  expect(statements.prepare("select 'seldom'")).not.toBe(seldom);
  expect(statements.prepare("select 'seldom'").pluck().get()).toBe("seldom");
});

test("the connection with kept statements is the same connection", () => {
  const sqlite = new Database(":memory:");
  const keeping = keepingStatements(sqlite);
  keeping.exec("create table t (a)");
  keeping.transaction(() => keeping.prepare("insert into t values (1)").run())();
  expect(sqlite.prepare("select a from t").all()).toEqual([{ a: 1 }]);
  expect(keeping.inTransaction).toBe(false);
  sqlite.close();
  expect(keeping.open).toBe(false);
});
