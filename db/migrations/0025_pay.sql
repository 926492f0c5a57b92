CREATE TABLE `bank_accounts` (
	`interpreter_id` text PRIMARY KEY NOT NULL,
	`sealed_iban` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `expenses` (
	`id` text PRIMARY KEY NOT NULL,
	`interpreter_id` text NOT NULL,
	`date` text NOT NULL,
	`kind` text NOT NULL,
	`cents` integer NOT NULL,
	`words` text,
	`entered_by` text NOT NULL,
	`entered_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "expenses_kind" CHECK("expenses"."kind" in ('tickets', 'parking', 'phone', 'other')),
	CONSTRAINT "expenses_date" CHECK("expenses"."date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "expenses_cents" CHECK(typeof("expenses"."cents") = 'integer' and "expenses"."cents" > 0)
);
--> statement-breakpoint
CREATE INDEX `expenses_person` ON `expenses` (`interpreter_id`,`date`);--> statement-breakpoint
CREATE INDEX `expenses_date` ON `expenses` (`date`,`interpreter_id`);--> statement-breakpoint
CREATE TABLE `late_waivers` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`waived_by` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `organisation_fundings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` text NOT NULL,
	`holds_from` text NOT NULL,
	`funding` text NOT NULL,
	`entered_by` text,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "organisation_fundings_funding" CHECK("organisation_fundings"."funding" in ('project', 'municipality', 'commercial')),
	CONSTRAINT "organisation_fundings_date" CHECK("organisation_fundings"."holds_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `organisation_fundings_organisation` ON `organisation_fundings` (`organisation_id`,`holds_from`);--> statement-breakpoint
CREATE TABLE `pay_rates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`holds_from` text NOT NULL,
	`value` integer NOT NULL,
	`entered_by` text,
	`entered_at` integer NOT NULL,
	CONSTRAINT "pay_rates_value" CHECK(typeof("pay_rates"."value") = 'integer' and "pay_rates"."value" >= 0),
	CONSTRAINT "pay_rates_date" CHECK("pay_rates"."holds_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `pay_rates_key` ON `pay_rates` (`key`,`holds_from`);--> statement-breakpoint
CREATE TABLE `pay_terms` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`interpreter_id` text NOT NULL,
	`holds_from` text NOT NULL,
	`terms` text NOT NULL,
	`entered_by` text,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "pay_terms_terms" CHECK("pay_terms"."terms" in ('paid', 'volunteer')),
	CONSTRAINT "pay_terms_date" CHECK("pay_terms"."holds_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `pay_terms_person` ON `pay_terms` (`interpreter_id`,`holds_from`);--> statement-breakpoint
CREATE TABLE `payer` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sealed_iban` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	CONSTRAINT "payer_single" CHECK("payer"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `request_fundings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`funding` text NOT NULL,
	`entered_by` text NOT NULL,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "request_fundings_funding" CHECK("request_fundings"."funding" in ('project', 'municipality', 'commercial'))
);
--> statement-breakpoint
CREATE INDEX `request_fundings_request` ON `request_fundings` (`request_id`,`id`);--> statement-breakpoint
CREATE TABLE `statement_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`interpreter_id` text NOT NULL,
	`month` text NOT NULL,
	`key` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`date` text NOT NULL,
	`assignment_id` text,
	`expense_id` text,
	`minutes` integer NOT NULL,
	`cents` integer NOT NULL,
	`funding` text NOT NULL,
	`corrects` text,
	`reasons` text NOT NULL,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`expense_id`) REFERENCES `expenses`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "statement_rows_kind" CHECK("statement_rows"."kind" in ('service', 'cancellation', 'travel', 'expense')),
	CONSTRAINT "statement_rows_funding" CHECK("statement_rows"."funding" in ('project', 'municipality', 'commercial')),
	CONSTRAINT "statement_rows_whole" CHECK(typeof("statement_rows"."cents") = 'integer' and typeof("statement_rows"."minutes") = 'integer' and "statement_rows"."number" >= 0),
	CONSTRAINT "statement_rows_correction" CHECK("statement_rows"."number" = 0 or "statement_rows"."corrects" is not null),
	CONSTRAINT "statement_rows_not_negative" CHECK("statement_rows"."number" > 0 or ("statement_rows"."cents" >= 0 and "statement_rows"."minutes" >= 0)),
	CONSTRAINT "statement_rows_subject" CHECK(("statement_rows"."kind" = 'expense') = ("statement_rows"."expense_id" is not null) and ("statement_rows"."kind" = 'expense') = ("statement_rows"."assignment_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `statement_rows_once` ON `statement_rows` (`interpreter_id`,`key`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `statement_rows_service_once` ON `statement_rows` (`assignment_id`) WHERE number = 0 and kind in ('service', 'cancellation');--> statement-breakpoint
CREATE UNIQUE INDEX `statement_rows_expense_once` ON `statement_rows` (`expense_id`) WHERE number = 0 and expense_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `statement_rows_travel_once` ON `statement_rows` (`interpreter_id`,`date`) WHERE number = 0 and kind = 'travel';--> statement-breakpoint
CREATE INDEX `statement_rows_statement` ON `statement_rows` (`interpreter_id`,`month`,`id`);--> statement-breakpoint
CREATE INDEX `statement_rows_date` ON `statement_rows` (`interpreter_id`,`date`);--> statement-breakpoint
CREATE TABLE `statements` (
	`interpreter_id` text NOT NULL,
	`month` text NOT NULL,
	`handed_in_at` integer,
	`handed_in_by` text,
	`handed_in_cents` integer,
	`returned_at` integer,
	`returned_by` text,
	`return_reason` text,
	`approved_at` integer,
	`approved_by` text,
	`approved_cents` integer,
	`paid_at` integer,
	`paid_by` text,
	PRIMARY KEY(`interpreter_id`, `month`),
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "statements_month_text" CHECK("statements"."month" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "statements_handed_in" CHECK(("statements"."handed_in_at" is null) = ("statements"."handed_in_cents" is null)),
	CONSTRAINT "statements_approved" CHECK(("statements"."approved_at" is null) = ("statements"."approved_cents" is null)),
	CONSTRAINT "statements_paid" CHECK("statements"."paid_at" is null or "statements"."approved_at" is not null)
);
--> statement-breakpoint
CREATE INDEX `statements_month` ON `statements` (`month`,`interpreter_id`);--> statement-breakpoint
CREATE INDEX `statements_submitted` ON `statements` (`month`) WHERE handed_in_at is not null and returned_at is null and approved_at is null;