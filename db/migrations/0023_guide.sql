CREATE TABLE `mail_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`port` integer NOT NULL,
	`encryption` text NOT NULL,
	`username` text,
	`sealed_password` text,
	`sender` text NOT NULL,
	`saved_at` integer NOT NULL,
	CONSTRAINT "mail_settings_single" CHECK("mail_settings"."id" = 1),
	CONSTRAINT "mail_settings_encryption" CHECK("mail_settings"."encryption" in ('starttls', 'tls', 'none')),
	CONSTRAINT "mail_settings_port" CHECK("mail_settings"."port" between 1 and 65535),
	CONSTRAINT "mail_settings_sign_in" CHECK(("mail_settings"."username" is null) = ("mail_settings"."sealed_password" is null))
);
