import { useSecret } from "#app/auth/link-token.server";

useSecret(Buffer.alloc(32, "tests only"));
