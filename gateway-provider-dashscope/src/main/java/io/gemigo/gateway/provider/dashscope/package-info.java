/**
 * DashScope (Alibaba Model Studio) in compatible mode: what is peculiar to this upstream, on top of the OpenAI dialect.
 * Facts are from Alibaba's help pages of 2025 and 2026 and from field reports, as of 2026-11-22; nothing here was checked
 * against the live service.
 */
@NullMarked
package io.gemigo.gateway.provider.dashscope;

import org.jspecify.annotations.NullMarked;
