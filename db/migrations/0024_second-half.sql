CREATE TABLE `attestations` (
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`way` text NOT NULL,
	`attested_as` text NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`started_at` integer,
	`ended_at` integer,
	`attested_by` text,
	`name` text,
	`words` text,
	PRIMARY KEY(`assignment_id`, `report_number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "attestations_held" CHECK(("attestations"."held" = 1) = ("attestations"."not_held_reason" is null)),
	CONSTRAINT "attestations_interval" CHECK("attestations"."started_at" is null or "attestations"."ended_at" > "attestations"."started_at"),
	CONSTRAINT "attestations_way" CHECK("attestations"."way" in ('link', 'portal', 'qr', 'signature', 'code', 'paper', 'silence')),
	CONSTRAINT "attestations_as" CHECK("attestations"."attested_as" in ('as_reported', 'nearly', 'differs')),
	CONSTRAINT "attestations_silence" CHECK("attestations"."way" <> 'silence' or "attestations"."attested_as" = 'as_reported')
);
--> statement-breakpoint
CREATE INDEX `attestations_forget` ON `attestations` (`at`) WHERE name is not null or words is not null;--> statement-breakpoint
CREATE TABLE `bank_accounts` (
	`interpreter_id` text PRIMARY KEY NOT NULL,
	`sealed_iban` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `complaints` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`request_id` text NOT NULL,
	`side` text NOT NULL,
	`by_assignment_id` text,
	`about_assignment_id` text,
	`words` text,
	`written_by` text NOT NULL,
	`from_user_id` text,
	`received_at` integer NOT NULL,
	`due_at` integer,
	`examined_at` integer,
	`examined_by` text,
	`decided_at` integer,
	`decided_by` text,
	`upheld` integer,
	`answer` text,
	`closed_at` integer,
	`forget_at` integer,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`by_assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`about_assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`written_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`from_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`examined_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "complaints_kind" CHECK("complaints"."kind" in ('complaint', 'praise')),
	CONSTRAINT "complaints_side" CHECK("complaints"."side" in ('requester', 'interpreter')),
	CONSTRAINT "complaints_by" CHECK(("complaints"."side" = 'interpreter') = ("complaints"."by_assignment_id" is not null)),
	CONSTRAINT "complaints_due" CHECK(("complaints"."kind" = 'complaint') = ("complaints"."due_at" is not null)),
	CONSTRAINT "complaints_decided" CHECK(("complaints"."decided_at" is null) = ("complaints"."upheld" is null)),
	CONSTRAINT "complaints_praise" CHECK("complaints"."kind" = 'complaint' or "complaints"."decided_at" is null),
	CONSTRAINT "complaints_forgotten_last" CHECK("complaints"."forget_at" is null or coalesce("complaints"."decided_at", "complaints"."closed_at") is not null)
);
--> statement-breakpoint
CREATE INDEX `complaints_request` ON `complaints` (`request_id`,`from_user_id`);--> statement-breakpoint
CREATE INDEX `complaints_open` ON `complaints` (`received_at`) WHERE decided_at is null and closed_at is null;--> statement-breakpoint
CREATE INDEX `complaints_done` ON `complaints` (`received_at`) WHERE decided_at is not null or closed_at is not null;--> statement-breakpoint
CREATE INDEX `complaints_forget` ON `complaints` (`forget_at`) WHERE words is not null and forget_at is not null;--> statement-breakpoint
CREATE TABLE `corrections_asked` (
	`assignment_id` text NOT NULL,
	`number` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`said` text NOT NULL,
	`asked_by` text NOT NULL,
	`refused_at` integer,
	`ended_at` integer,
	`ended_as` text,
	PRIMARY KEY(`assignment_id`, `asked_at`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "corrections_asked_end" CHECK(("corrections_asked"."ended_at" is null) = ("corrections_asked"."ended_as" is null)),
	CONSTRAINT "corrections_asked_as" CHECK("corrections_asked"."ended_as" is null or "corrections_asked"."ended_as" in ('agreed', 'stays', 'asked', 'own'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `corrections_asked_one` ON `corrections_asked` (`assignment_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `corrections_asked_open` ON `corrections_asked` (`asked_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `evaluation_counts` (
	`dimension` text NOT NULL,
	`thing` text NOT NULL,
	`year` integer NOT NULL,
	`question` text NOT NULL,
	`waiting_good` integer DEFAULT 0 NOT NULL,
	`waiting_middle` integer DEFAULT 0 NOT NULL,
	`waiting_bad` integer DEFAULT 0 NOT NULL,
	`good` integer DEFAULT 0 NOT NULL,
	`middle` integer DEFAULT 0 NOT NULL,
	`bad` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`dimension`, `year`, `thing`, `question`),
	CONSTRAINT "evaluation_counts_dimension" CHECK("evaluation_counts"."dimension" in ('interpreter', 'language', 'sector')),
	CONSTRAINT "evaluation_counts_question" CHECK("evaluation_counts"."question" in ('understood', 'fair', 'helped'))
);
--> statement-breakpoint
CREATE TABLE `evaluation_links` (
	`request_id` text PRIMARY KEY NOT NULL,
	`link_hash` text NOT NULL,
	`closes_at` integer NOT NULL,
	`is_used` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evaluation_links_link_hash_unique` ON `evaluation_links` (`link_hash`);--> statement-breakpoint
CREATE INDEX `evaluation_links_closes` ON `evaluation_links` (`closes_at`);--> statement-breakpoint
CREATE TABLE `evaluation_texts` (
	`language` text NOT NULL,
	`variant` text DEFAULT '' NOT NULL,
	`texts` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	`confirmed_by` text,
	`confirmed_at` integer,
	PRIMARY KEY(`language`, `variant`),
	FOREIGN KEY (`language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`saved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`confirmed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "evaluation_texts_confirmed" CHECK(("evaluation_texts"."confirmed_by" is null) = ("evaluation_texts"."confirmed_at" is null))
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
	`receipt_id` text,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`receipt_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "expenses_kind" CHECK("expenses"."kind" in ('tickets', 'parking', 'phone', 'other')),
	CONSTRAINT "expenses_date" CHECK("expenses"."date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "expenses_cents" CHECK(typeof("expenses"."cents") = 'integer' and "expenses"."cents" > 0)
);
--> statement-breakpoint
CREATE INDEX `expenses_person` ON `expenses` (`interpreter_id`,`date`);--> statement-breakpoint
CREATE INDEX `expenses_date` ON `expenses` (`date`,`interpreter_id`);--> statement-breakpoint
CREATE INDEX `expenses_receipt` ON `expenses` (`receipt_id`) WHERE receipt_id is not null;--> statement-breakpoint
CREATE INDEX `expenses_receipt_over` ON `expenses` (`date`) WHERE receipt_id is not null;--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`at` integer NOT NULL,
	`brought_by` text,
	`is_gone` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`brought_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "files_type" CHECK("files"."type" in ('pdf', 'jpeg', 'png')),
	CONSTRAINT "files_bytes" CHECK("files"."bytes" > 0)
);
--> statement-breakpoint
CREATE INDEX `files_gone` ON `files` (`id`) WHERE is_gone = 1;--> statement-breakpoint
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
CREATE TABLE `record_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`digest` text NOT NULL,
	CONSTRAINT "record_head_one" CHECK("record_head"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `report_corrections` (
	`assignment_id` text NOT NULL,
	`number` integer NOT NULL,
	`said` text NOT NULL,
	`reported_by` text NOT NULL,
	`replaced_at` integer NOT NULL,
	PRIMARY KEY(`assignment_id`, `number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict
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
CREATE TABLE `service_records` (
	`number` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`month` text NOT NULL,
	`mode` text NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`minutes` integer NOT NULL,
	`state` text NOT NULL,
	`replaces` integer,
	`commitment` text NOT NULL,
	`previous_digest` text NOT NULL,
	`digest` text NOT NULL,
	`facts` text,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "service_records_number" CHECK("service_records"."number" >= 1),
	CONSTRAINT "service_records_held" CHECK(("service_records"."held" = 1) = ("service_records"."not_held_reason" is null)),
	CONSTRAINT "service_records_minutes" CHECK("service_records"."minutes" is null or (typeof("service_records"."minutes") = 'integer' and "service_records"."minutes" >= 0)),
	CONSTRAINT "service_records_state" CHECK("service_records"."state" in ('confirmed', 'auto_confirmed', 'settled')),
	CONSTRAINT "service_records_replaces" CHECK("service_records"."replaces" is null or "service_records"."replaces" < "service_records"."number"),
	CONSTRAINT "service_records_digests" CHECK(length("service_records"."digest") = 64 and length("service_records"."previous_digest") = 64)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_records_code_unique` ON `service_records` (`code`);--> statement-breakpoint
CREATE INDEX `service_records_forget` ON `service_records` (`at`) WHERE facts is not null;--> statement-breakpoint
CREATE INDEX `service_records_assignment` ON `service_records` (`assignment_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `service_records_replaced` ON `service_records` (`replaces`) WHERE replaces is not null;--> statement-breakpoint
CREATE TABLE `settlements` (
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`settled_as` text NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`started_at` integer,
	`ended_at` integer,
	`break_minutes` integer NOT NULL,
	`waiting_minutes` integer NOT NULL,
	`reason` text,
	PRIMARY KEY(`assignment_id`, `report_number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "settlements_held" CHECK(("settlements"."held" = 1) = ("settlements"."not_held_reason" is null)),
	CONSTRAINT "settlements_interval" CHECK("settlements"."started_at" is null or "settlements"."ended_at" > "settlements"."started_at"),
	CONSTRAINT "settlements_as" CHECK("settlements"."settled_as" in ('report', 'attestation', 'own')),
	CONSTRAINT "settlements_break" CHECK("settlements"."break_minutes" is null or (typeof("settlements"."break_minutes") = 'integer' and "settlements"."break_minutes" >= 0)),
	CONSTRAINT "settlements_waiting" CHECK("settlements"."waiting_minutes" is null or (typeof("settlements"."waiting_minutes") = 'integer' and "settlements"."waiting_minutes" >= 0))
);
--> statement-breakpoint
CREATE INDEX `settlements_forget` ON `settlements` (`at`) WHERE reason is not null;--> statement-breakpoint
CREATE TABLE `signatures` (
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`drawn` text NOT NULL,
	PRIMARY KEY(`assignment_id`, `report_number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "signatures_short" CHECK(length("signatures"."drawn") <= 20000)
);
--> statement-breakpoint
CREATE INDEX `signatures_at` ON `signatures` (`at`);--> statement-breakpoint
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
CREATE INDEX `statements_submitted` ON `statements` (`month`) WHERE handed_in_at is not null and returned_at is null and approved_at is null;--> statement-breakpoint
CREATE TABLE `survey_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`answered` integer,
	`interpreter` integer,
	`overall` integer,
	`words` text,
	CONSTRAINT "survey_answers_answered" CHECK("survey_answers"."answered" is null or "survey_answers"."answered" between 1 and 5),
	CONSTRAINT "survey_answers_interpreter" CHECK("survey_answers"."interpreter" is null or "survey_answers"."interpreter" between 1 and 5),
	CONSTRAINT "survey_answers_overall" CHECK("survey_answers"."overall" is null or "survey_answers"."overall" between 1 and 5)
);
--> statement-breakpoint
CREATE INDEX `survey_answers_period` ON `survey_answers` (`period`);--> statement-breakpoint
CREATE TABLE `survey_links` (
	`period` text NOT NULL,
	`user_id` text NOT NULL,
	`link_hash` text NOT NULL,
	`closes_at` integer NOT NULL,
	`is_used` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`period`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_links_link_hash_unique` ON `survey_links` (`link_hash`);--> statement-breakpoint
CREATE INDEX `survey_links_closes` ON `survey_links` (`closes_at`);--> statement-breakpoint
CREATE TABLE `surveys` (
	`period` text PRIMARY KEY NOT NULL,
	`until` text NOT NULL,
	`closes_at` integer NOT NULL,
	`forget_at` integer
);
--> statement-breakpoint
CREATE INDEX `surveys_forget` ON `surveys` (`forget_at`) WHERE forget_at is not null;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_applications` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`locale` text NOT NULL,
	`organisation_name` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`asked` text,
	`skills` text,
	`words` text,
	`start_at` integer,
	`vouched` integer DEFAULT false NOT NULL,
	`link_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	`answer_due_at` integer,
	`decided_at` integer,
	`decided_by` text,
	`outcome` text,
	`reason` text,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "applications_kind" CHECK("__new_applications"."kind" in ('request', 'access', 'candidate')),
	CONSTRAINT "applications_speaker" CHECK(("__new_applications"."kind" = 'candidate') = ("__new_applications"."organisation_name" is null)),
	CONSTRAINT "applications_email_folded" CHECK("__new_applications"."email" = lower("__new_applications"."email") and instr("__new_applications"."email", '@') > 1),
	CONSTRAINT "applications_decided_once" CHECK(("__new_applications"."decided_at" is null) = ("__new_applications"."outcome" is null)),
	CONSTRAINT "applications_confirmed_first" CHECK("__new_applications"."decided_at" is null or "__new_applications"."confirmed_at" is not null)
);
--> statement-breakpoint
INSERT INTO `__new_applications`("id", "kind", "locale", "organisation_name", "name", "email", "phone", "asked", "skills", "words", "start_at", "vouched", "link_hash", "created_at", "expires_at", "confirmed_at", "answer_due_at", "decided_at", "decided_by", "outcome", "reason") SELECT "id", "kind", "locale", "organisation_name", "name", "email", "phone", "asked", NULL, NULL, "start_at", "vouched", "link_hash", "created_at", "expires_at", "confirmed_at", "answer_due_at", "decided_at", "decided_by", "outcome", "reason" FROM `applications`;--> statement-breakpoint
DROP TABLE `applications`;--> statement-breakpoint
ALTER TABLE `__new_applications` RENAME TO `applications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `applications_link_hash_unique` ON `applications` (`link_hash`);--> statement-breakpoint
CREATE INDEX `applications_unconfirmed` ON `applications` (`expires_at`) WHERE confirmed_at is null;--> statement-breakpoint
CREATE INDEX `applications_waiting` ON `applications` (`confirmed_at`) WHERE confirmed_at is not null and decided_at is null;--> statement-breakpoint
CREATE INDEX `applications_decided` ON `applications` (`decided_at`) WHERE decided_at is not null;--> statement-breakpoint
CREATE INDEX `applications_email` ON `applications` (`email`);--> statement-breakpoint
CREATE TABLE `__new_readings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`hour` integer NOT NULL,
	`user_id` text NOT NULL,
	`request_id` text,
	`interpreter_id` text,
	`application_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "readings_one_thing" CHECK(("__new_readings"."request_id" is not null) + ("__new_readings"."interpreter_id" is not null) + ("__new_readings"."application_id" is not null) = 1)
);
--> statement-breakpoint
INSERT INTO `__new_readings`("id", "at", "hour", "user_id", "request_id", "interpreter_id", "application_id") SELECT "id", "at", "hour", "user_id", "request_id", "interpreter_id", NULL FROM `readings`;--> statement-breakpoint
DROP TABLE `readings`;--> statement-breakpoint
ALTER TABLE `__new_readings` RENAME TO `readings`;--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_request` ON `readings` (`request_id`,`user_id`,`hour`) WHERE request_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_interpreter` ON `readings` (`interpreter_id`,`user_id`,`hour`) WHERE interpreter_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_application` ON `readings` (`application_id`,`user_id`,`hour`) WHERE application_id is not null;--> statement-breakpoint
CREATE INDEX `readings_interpreter` ON `readings` (`interpreter_id`,`id`);--> statement-breakpoint
CREATE INDEX `readings_request` ON `readings` (`request_id`,`id`);--> statement-breakpoint
CREATE INDEX `readings_user` ON `readings` (`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `__new_users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`locale` text DEFAULT 'lv' NOT NULL,
	`theme` text DEFAULT 'system' NOT NULL,
	`phone` text,
	`organisation_id` text,
	`unit_id` text,
	`leads_unit` integer DEFAULT false NOT NULL,
	`interpreter_id` text,
	`password_hash` text,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "users_email_folded" CHECK("__new_users"."email" = lower("__new_users"."email") and instr("__new_users"."email", '@') > 1),
	CONSTRAINT "users_role" CHECK("__new_users"."role" in ('requester', 'interpreter', 'coordinator', 'finance', 'admin', 'auditor')),
	CONSTRAINT "users_requester" CHECK(("__new_users"."role" = 'requester') = ("__new_users"."organisation_id" is not null)),
	CONSTRAINT "users_interpreter" CHECK(("__new_users"."role" = 'interpreter') = ("__new_users"."interpreter_id" is not null))
);
--> statement-breakpoint
INSERT INTO `__new_users`("id", "email", "name", "role", "locale", "theme", "phone", "organisation_id", "unit_id", "leads_unit", "interpreter_id", "password_hash", "created_at", "disabled_at") SELECT "id", "email", "name", "role", "locale", "theme", "phone", "organisation_id", "unit_id", "leads_unit", "interpreter_id", "password_hash", "created_at", "disabled_at" FROM `users`;--> statement-breakpoint
DROP TABLE `users`;--> statement-breakpoint
ALTER TABLE `__new_users` RENAME TO `users`;--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_interpreter_id_unique` ON `users` (`interpreter_id`);--> statement-breakpoint
CREATE INDEX `users_organisation` ON `users` (`organisation_id`) WHERE organisation_id is not null;--> statement-breakpoint
CREATE INDEX `users_unit` ON `users` (`unit_id`) WHERE unit_id is not null;--> statement-breakpoint
ALTER TABLE `credentials` ADD `scan_id` text REFERENCES files(id);--> statement-breakpoint
CREATE INDEX `credentials_scan` ON `credentials` (`scan_id`) WHERE scan_id is not null;--> statement-breakpoint
CREATE INDEX `credentials_scan_over` ON `credentials` (`valid_until`) WHERE scan_id is not null;--> statement-breakpoint
ALTER TABLE `organisation_names` ADD `merged_from_id` text REFERENCES organisations(id);--> statement-breakpoint
CREATE INDEX `organisation_names_merged_from` ON `organisation_names` (`merged_from_id`);--> statement-breakpoint
CREATE TABLE `__new_reports` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`started_at` integer,
	`ended_at` integer,
	`reported_by` text NOT NULL,
	`reported_at` integer NOT NULL,
	`number` integer DEFAULT 1 NOT NULL,
	`break_minutes` integer DEFAULT 0 NOT NULL,
	`waiting_minutes` integer DEFAULT 0 NOT NULL,
	`travel_means` text,
	`travel_km` integer,
	`travel_minutes` integer,
	`ticket_cents` integer,
	`used_language` text,
	`used_variant` text,
	`agreed_at` integer,
	`asked_again` integer DEFAULT 0 NOT NULL,
	`ask_at` integer,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`used_language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "reports_ask" CHECK("__new_reports"."ask_at" is null or "__new_reports"."agreed_at" is null),
	CONSTRAINT "reports_held" CHECK(("__new_reports"."held" = 1) = ("__new_reports"."not_held_reason" is null)),
	CONSTRAINT "reports_interval" CHECK("__new_reports"."started_at" is null or "__new_reports"."ended_at" > "__new_reports"."started_at"),
	CONSTRAINT "reports_number" CHECK("__new_reports"."number" >= 1),
	CONSTRAINT "reports_break" CHECK("__new_reports"."break_minutes" is null or (typeof("__new_reports"."break_minutes") = 'integer' and "__new_reports"."break_minutes" >= 0)),
	CONSTRAINT "reports_waiting_minutes" CHECK("__new_reports"."waiting_minutes" is null or (typeof("__new_reports"."waiting_minutes") = 'integer' and "__new_reports"."waiting_minutes" >= 0)),
	CONSTRAINT "reports_km" CHECK("__new_reports"."travel_km" is null or (typeof("__new_reports"."travel_km") = 'integer' and "__new_reports"."travel_km" >= 0)),
	CONSTRAINT "reports_travel_minutes" CHECK("__new_reports"."travel_minutes" is null or (typeof("__new_reports"."travel_minutes") = 'integer' and "__new_reports"."travel_minutes" >= 0)),
	CONSTRAINT "reports_ticket" CHECK("__new_reports"."ticket_cents" is null or (typeof("__new_reports"."ticket_cents") = 'integer' and "__new_reports"."ticket_cents" >= 0)),
	CONSTRAINT "reports_means" CHECK("__new_reports"."travel_means" is null or "__new_reports"."travel_means" in ('own_car', 'public_transport'))
);
--> statement-breakpoint
INSERT INTO `__new_reports`("assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", "number", "break_minutes", "waiting_minutes", "travel_means", "travel_km", "travel_minutes", "ticket_cents", "used_language", "used_variant", "agreed_at", "asked_again", "ask_at") SELECT "assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", 1, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, "reported_at", 0, NULL FROM `reports`;--> statement-breakpoint
DROP TABLE `reports`;--> statement-breakpoint
ALTER TABLE `__new_reports` RENAME TO `reports`;--> statement-breakpoint
CREATE INDEX `reports_waiting` ON `reports` (`reported_at`) WHERE agreed_at is null;--> statement-breakpoint
CREATE INDEX `reports_ask` ON `reports` (`ask_at`) WHERE ask_at is not null;--> statement-breakpoint
ALTER TABLE `requests` ADD `asked_as_id` text REFERENCES organisations(id);--> statement-breakpoint
CREATE INDEX `requests_asked_as` ON `requests` (`asked_as_id`) WHERE asked_as_id is not null;
--> statement-breakpoint
-- The name that came by a merger was laid down in the instant of the merger, and taken along by every later one.
UPDATE `organisation_names` SET `merged_from_id` = (
	SELECT gone.id FROM `events` e JOIN `organisations` gone ON gone.id = json_extract(e.payload, '$.from')
	WHERE e.kind = 'organisations_merged' AND e.at = `organisation_names`.`until` AND gone.name = `organisation_names`.`name`
		AND gone.id <> `organisation_names`.`organisation_id`
);--> statement-breakpoint
-- A former name that a merged one brought along stands under both: it was that of whichever of them was merged first.
UPDATE `organisation_names` SET `merged_from_id` = (
	SELECT own.organisation_id FROM `organisation_names` own
		JOIN `events` e ON e.kind = 'organisations_merged' AND json_extract(e.payload, '$.from') = own.organisation_id
	WHERE own.name = `organisation_names`.`name` AND own.until = `organisation_names`.`until`
		AND own.organisation_id <> `organisation_names`.`organisation_id`
		AND e.at < coalesce((
			SELECT later.at FROM `events` later
			WHERE later.kind = 'organisations_merged' AND json_extract(later.payload, '$.from') = `organisation_names`.`organisation_id`
		), 9e15)
	ORDER BY e.at LIMIT 1
) WHERE `merged_from_id` IS NULL;
