package io.gemigo.gateway.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.UsageRecord;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The pipeline as a server drives it. */
class HttpCallTest {
    private final Harness harness = new Harness();
    private int expectedBugs;

    @AfterEach
    void everythingIsAccountedFor() {
        assertThat(harness.bugs).hasSize(expectedBugs);
        assertThat(harness.gateway().active()).isZero();
        assertThat(harness.accessLog).hasSize(harness.calls);
        assertThat(harness.loop.pending()).as("timers left").isZero();
        assertThat(harness.bodies).allSatisfy(body -> assertThat(body.count).isZero());
    }

    private void stream(ScriptedTransport.Sent sent, String... events) {
        sent.head(200, "text/event-stream");
        for (String event : events) {
            sent.body("data: " + event + "\n\n");
        }
    }

    @Nested
    @DisplayName("before anything goes upstream")
    class Refusals {
        @Test
        void unknownPathsAreToldInTheFirstProtocolsShape() {
            var call = harness.get("/nowhere");
            assertThat(call.reply.status).isEqualTo(404);
            assertThat(call.reply.text()).isEqualTo("same error not_found");
            assertThat(harness.usage).isEmpty();
            assertThat(harness.accessLog).hasSize(1);
        }

        @Test
        void unknownPathsAreToldInTheMarkedProtocolsShape() {
            var call = harness.new Call("GET", "/nowhere", "other", "x");
            assertThat(call.reply.text()).isEqualTo("other error not_found");
        }

        @Test
        void pathsSharedByTwoProtocolsGoToTheMarkedOne() {
            var plain = harness.new Call("POST", "/chat", "token", "bad");
            var marked = harness.new Call("POST", "/chat", "token", "bad", "other", "x");
            assertThat(plain.reply.text()).startsWith("same error");
            assertThat(marked.reply.text()).startsWith("other error");
        }

        @Test
        void aMarkedProtocolsRefusalStands() {
            assertThat(harness.new Call("GET", "/chat", "token", "good", "other", "x").reply.text())
                    .isEqualTo("other error method_not_supported");
        }

        @Test
        void wrongMethodsAndBadTargetsAreRefused() {
            assertThat(harness.get("/same/chat").reply.status).isEqualTo(405);
            assertThat(harness.get("/%00").reply.status).isEqualTo(400);
        }

        @Test
        void projectNamesMustBeWellFormed() {
            assertThat(harness.get("/api/a%2Fb/models").reply.status).isEqualTo(404);
            assertThat(harness.get("/api/p1/models").reply.status).isEqualTo(200);
            assertThat(harness.usage.get(0).projectId()).isEqualTo("p1");
        }

        @Test
        void missingAndWrongCredentialsAreRefusedBeforeTheBodyIsAskedFor() {
            var missing = harness.new Call("POST", "/same/chat");
            var wrong = harness.new Call("POST", "/same/chat", "token", "bad");
            assertThat(missing.reply.text()).isEqualTo("same error missing_api_key");
            assertThat(wrong.reply.text()).isEqualTo("same error invalid_api_key");
            assertThat(wrong.reply.bodyLimit).isEqualTo(-1);
            assertThat(harness.usage).isEmpty();
        }

        @Test
        void oversizeAndForeignBodiesAreRefusedBeforeTheyAreRead() {
            var large = harness.new Call("POST", "/same/chat", "token", "good", "content-length", "2097153");
            var huge =
                    harness.new Call("POST", "/same/chat", "token", "good", "content-length", "99999999999999999999");
            var form = harness.new Call("POST", "/same/chat", "token", "good", "content-type", "multipart/form-data");
            var coded = harness.new Call("POST", "/same/chat", "token", "good", "content-encoding", "gzip");
            assertThat(large.reply.status).isEqualTo(413);
            assertThat(huge.reply.status).isEqualTo(413);
            assertThat(form.reply.status).isEqualTo(415);
            assertThat(coded.reply.status).isEqualTo(415);
        }

        @Test
        void aBodyThatMakesNoSenseNeverGoesUpstream() {
            var call = harness.relayed("nonsense");
            assertThat(call.reply.status).isEqualTo(400);
            assertThat(harness.transport.sent).isEmpty();
            assertThat(harness.permits).isEmpty();
        }

        @Test
        void aBodyThatCannotBeHadIsTold() {
            var call = harness.new Call("POST", "/same/chat", "token", "good");
            call.exchange.bodyFailed(new Failure.TooLarge(5));
            assertThat(call.reply.status).isEqualTo(413);
        }

        @Test
        void refusedAdmissionsAreToldAndNotRecordedAsUsage() {
            harness.refusal =
                    new Failure.RateLimited(Failure.RateLimited.Scope.REQUESTS, "1/s", Duration.ofSeconds(1), 0);
            var call = harness.relayed("toy,stream,,hi");
            assertThat(call.reply.status).isEqualTo(429);
            assertThat(harness.usage).isEmpty();
            assertThat(harness.accessLog).hasSize(1);
        }

        @Test
        void whatADialectCannotCarryIsRefusedAndThePermitReleased() {
            var call = harness.translated("toy,stream,,unspeakable");
            assertThat(call.reply.status).isEqualTo(400);
            assertThat(harness.permits).containsExactly("released");
            assertThat(harness.usage).hasSize(1);
        }
    }

    @Nested
    @DisplayName("every answer")
    class Headers {
        @Test
        void carriesTheClientsRequestIdIfItIsFit() {
            assertThat(harness.new Call("GET", "/models", "token", "good", "x-request-id", "my.id-1")
                            .reply.headers.get("x-request-id"))
                    .isEqualTo("my.id-1");
            assertThat(harness.new Call("GET", "/models", "token", "good", "x-request-id", "no good")
                            .reply.headers.get("x-request-id"))
                    .startsWith("req_");
            assertThat(harness.usage.get(0).callId()).startsWith("req_").isNotEqualTo("my.id-1");
        }

        @Test
        void carriesCorsHeadersAlsoWhenItIsAnError() {
            assertThat(harness.get("/nowhere").reply.headers.get("access-control-allow-origin"))
                    .isEqualTo("*");
        }

        @Test
        void toAPreflightNeedsNoCredential() {
            var call = harness.new Call("OPTIONS", "/same/chat", "access-control-request-headers", "x-one, two");
            assertThat(call.reply.status).isEqualTo(204);
            assertThat(call.reply.headers.get("access-control-allow-headers")).isEqualTo("x-one, two");
        }
    }

    @Nested
    @DisplayName("operations the gateway answers itself")
    class Local {
        @Test
        void listAndShowModels() {
            assertThat(harness.get("/models").reply.text()).isEqualTo("toy,embedder");
            assertThat(harness.get("/models/toy").reply.text()).isEqualTo("toy=toy");
            assertThat(harness.get("/models/none").reply.status).isEqualTo(404);
            assertThat(harness.usage).hasSize(3);
            assertThat(harness.permits).containsExactly("released", "released", "released");
        }
    }

    @Nested
    @DisplayName("a relayed stream")
    class Relayed {
        @Test
        void sendsTheBodyWithTheModelReplacedAndTheUpstreamsKeyOnly() {
            var call = harness.relayed("unlisted,stream,,hi");
            var sent = harness.transport.last();
            assertThat(sent.body).isEqualTo("toy,stream,,hi");
            assertThat(sent.request.path()).isEqualTo("/chat");
            assertThat(sent.request.headers().get("authorization")).isEqualTo("upstream-key");
            assertThat(sent.request.headers().has("token")).isFalse();
            stream(sent, "FINISH", "DONE");
            sent.end();
            assertThat(call.reply.ended).isTrue();
        }

        @Test
        void passesDropsAndEditsEventsAndWritesItsOwnEnd() {
            var call = harness.relayed("mine,stream,,hi");
            var sent = harness.transport.last();
            stream(sent, "one", "DROP", "EDIT", "FINISH", "USAGE", "DONE");
            assertThat(call.reply.text())
                    .isEqualTo("data: one\n\ndata: mineDIT\n\ndata: FINISH\n\ndata: USAGE\n\n[end]");
            assertThat(call.reply.ended).isTrue();
            assertThat(call.reply.closed).isFalse();
            assertThat(sent.cancelled).isFalse();
            sent.end();
            UsageRecord usage = harness.usage.get(0);
            assertThat(usage.usage().promptTokens()).isEqualTo(7);
            assertThat(usage.usage().estimated()).isFalse();
            assertThat(usage.finishReason()).isEqualTo("stop");
            assertThat(usage.status()).isEqualTo(200);
            assertThat(usage.attempts()).isEqualTo(1);
            assertThat(usage.model()).isEqualTo("mine");
            assertThat(usage.upstreamModel()).isEqualTo("toy");
            assertThat(harness.permits).containsExactly("settled 7+3");
        }

        @Test
        void isTheSameHoweverItIsCut() {
            String wire = ": c\r\n\r\ndata: one\n\ndata:EDIT\r\n\r\ndata: FINISH\n\ndata: DONE\n\n";
            for (int cut = 1; cut < wire.length(); cut++) {
                var call = harness.relayed("mine,stream,,hi");
                var sent = harness.transport.last();
                sent.head(200, "text/event-stream; charset=utf-8");
                sent.body(wire.substring(0, cut));
                sent.body(wire.substring(cut));
                sent.end();
                assertThat(call.reply.text()).isEqualTo("data: one\n\ndata: mineDIT\n\ndata: FINISH\n\n[end]");
            }
        }

        @Test
        void holdsTheHeadUntilTheFirstEvent() {
            var call = harness.relayed("toy,stream,,hi");
            var sent = harness.transport.last();
            sent.head(200, "text/event-stream");
            sent.body(": comment\n\ndata: DROP\n\n");
            assertThat(call.reply.status).isZero();
            sent.body("data: BAD\n\n");
            assertThat(call.reply.status).isEqualTo(502);
            assertThat(sent.cancelled).isTrue();
            assertThat(harness.troubles).hasSize(1);
        }

        @Test
        void thatBreaksMidwayNeverLooksComplete() {
            var call = harness.relayed("toy,stream,,hi");
            var sent = harness.transport.last();
            stream(sent, "one");
            sent.end();
            assertThat(call.reply.text()).isEqualTo("data: one\n\n[failed upstream_malformed]");
            assertThat(call.reply.closed).isTrue();
            assertThat(harness.usage.get(0).failure()).isEqualTo("upstream_malformed");
            assertThat(harness.usage.get(0).usage().estimated()).isTrue();
        }

        @Test
        void closesAnUpstreamThatGoesOnAfterItsEnd() {
            harness.relayed("toy,stream,,hi");
            var sent = harness.transport.last();
            stream(sent, "FINISH", "DONE");
            sent.body("data: more\n\n");
            assertThat(sent.cancelled).isTrue();
        }

        @Test
        void closesAnUpstreamThatDoesNotEndItsBody() {
            harness.relayed("toy,stream,,hi");
            var sent = harness.transport.last();
            stream(sent, "FINISH", "DONE");
            harness.loop.advance(Duration.ofSeconds(1));
            assertThat(sent.cancelled).isTrue();
        }

        @Test
        void makesTheUpstreamWaitForTheClient() {
            var call = harness.relayed("toy,stream,,hi");
            var sent = harness.transport.last();
            stream(sent, "one");
            call.exchange.writable(false);
            assertThat(sent.paused).isTrue();
            harness.loop.advance(Duration.ofSeconds(100));
            assertThat(call.reply.ended).isFalse();
            call.exchange.writable(true);
            assertThat(sent.paused).isFalse();
            sent.body("data: FINISH\n\ndata: DONE\n\n");
            sent.end();
            assertThat(call.reply.ended).isTrue();
        }
    }

    @Nested
    @DisplayName("a unary answer")
    class Unary {
        @Test
        void isRelayedOnceWholeAndChecked() {
            var call = harness.relayed("toy,unary,,hi");
            var sent = harness.transport.last();
            sent.head(200, "application/json");
            sent.body("{ab");
            assertThat(call.reply.status).isZero();
            sent.body("cd}");
            sent.end();
            assertThat(call.reply.text()).isEqualTo("<abcd}[end]");
            assertThat(harness.usage.get(0).usage().estimated()).isTrue();
        }

        @Test
        void thatMakesNoSenseIsAFailure() {
            var call = harness.relayed("toy,unary,,hi");
            var sent = harness.transport.last();
            sent.head(200, "application/json");
            sent.body("oops");
            sent.end();
            assertThat(call.reply.status).isEqualTo(502);
        }

        @Test
        void ofAnotherTypeIsAFailure() {
            var html = harness.relayed("toy,unary,,hi");
            harness.transport.last().head(200, "text/html");
            var json = harness.relayed("toy,stream,,hi");
            harness.transport.last().head(200, "application/json");
            assertThat(html.reply.status).isEqualTo(502);
            assertThat(json.reply.status).isEqualTo(502);
        }

        @Test
        void ofAModelThatOnlyStreamsIsFolded() {
            harness.card = ToyUpstream.card("toy", io.gemigo.gateway.core.port.ModelCard.Streaming.REQUIRED);
            var call = harness.relayed("toy,unary,,hi");
            var sent = harness.transport.last();
            assertThat(sent.body).isEqualTo("encoded:toy:true:null");
            stream(sent, "one", "FINISH", "DONE");
            sent.end();
            assertThat(call.reply.text()).startsWith("one[stop][usage");
        }
    }

    @Nested
    @DisplayName("a translated call")
    class Translated {
        @Test
        void goesThroughTheCanonicalModel() {
            var call = harness.translated("any,stream,,hi");
            var sent = harness.transport.last();
            assertThat(sent.body).isEqualTo("encoded:toy:true:null");
            stream(sent, "one", "FINISH", "USAGE", "DONE");
            sent.end();
            assertThat(call.reply.text()).isEqualTo("one[stop][usage 7 3][end]");
            assertThat(harness.usage.get(0).protocol()).isEqualTo("other");
        }

        @Test
        void capsTheOutputAndSaysSo() {
            var call = harness.translated("any,stream,500,hi");
            var sent = harness.transport.last();
            assertThat(sent.body).isEqualTo("encoded:toy:true:100");
            stream(sent, "one", "FINISH", "DONE");
            sent.end();
            assertThat(call.reply.headers.get("x-gateway-warnings"))
                    .isEqualTo("other; field=max_tokens; action=capped");
        }
    }

    @Nested
    @DisplayName("a bug in a codec")
    class Bugs {
        @Test
        void beforeTheFirstByteIsAnInternalError() {
            expectedBugs = 1;
            var call = harness.translated("any,stream,,hi");
            stream(harness.transport.last(), "EXPLODE");
            assertThat(call.reply.status).isEqualTo(500);
            assertThat(harness.transport.last().cancelled).isTrue();
            assertThat(harness.usage).hasSize(1);
        }

        @Test
        void midStreamEndsTheStreamAsFailed() {
            expectedBugs = 1;
            var call = harness.translated("any,stream,,hi");
            stream(harness.transport.last(), "one", "EXPLODE");
            assertThat(call.reply.text()).isEqualTo("one[failed internal_error]");
            assertThat(harness.usage).hasSize(1);
        }

        @Test
        void atTheVeryEndDoesNotLookComplete() {
            expectedBugs = 1;
            var call = harness.translated("any,stream,,hi");
            stream(harness.transport.last(), "one", "LENGTH", "DONE");
            assertThat(call.reply.text()).endsWith("[failed internal_error]");
            assertThat(harness.usage).hasSize(1);
        }
    }

    @Nested
    @DisplayName("retries")
    class Retries {
        @Test
        void aBrieflyUnavailableUpstreamIsTriedAgain() {
            var call = harness.relayed("toy,stream,,hi");
            harness.transport.last().head(503, "application/json");
            harness.transport.last().end();
            assertThat(call.reply.status).isZero();
            harness.loop.advance(Duration.ofSeconds(2));
            assertThat(harness.transport.sent).hasSize(2);
            assertThat(harness.transport.last().body).isEqualTo("toy,stream,,hi");
            stream(harness.transport.last(), "one", "FINISH", "DONE");
            harness.transport.last().end();
            assertThat(call.reply.status).isEqualTo(200);
            assertThat(harness.usage).hasSize(1);
            assertThat(harness.usage.get(0).attempts()).isEqualTo(2);
        }

        @Test
        void endAfterThreeAttempts() {
            var call = harness.translated("toy,stream,,hi");
            for (int attempt = 1; attempt <= 3; attempt++) {
                assertThat(harness.transport.sent).hasSize(attempt);
                harness.transport
                        .last()
                        .failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.CONNECT, null, 0));
                harness.loop.advance(Duration.ofSeconds(2));
            }
            assertThat(harness.transport.sent).hasSize(3);
            assertThat(call.reply.status).isEqualTo(502);
            assertThat(call.reply.headers.get("x-should-retry")).isEqualTo("false");
        }

        @Test
        void areNotMadeWhereTheCallMayHaveBeenBilled() {
            harness.relayed("toy,stream,,hi");
            harness.transport
                    .last()
                    .failed(new Failure.UpstreamUnavailable(Failure.UpstreamUnavailable.Reason.RESET, null, 0));
            harness.relayed("toy,stream,,hi");
            harness.transport.last().head(500, "application/json");
            harness.transport.last().end();
            harness.relayed("toy,stream,,hi");
            harness.loop.advance(Duration.ofSeconds(60));
            harness.loop.advance(Duration.ofSeconds(10));
            assertThat(harness.transport.sent).hasSize(3);
            assertThat(harness.accessLog).extracting(UsageRecord::status).containsExactly(502, 502, 504);
        }

        @Test
        void waitAsLongAsTheUpstreamSaysOrNotAtAll() {
            harness.relayed("toy,stream,,hi");
            harness.transport
                    .last()
                    .listener
                    .head(429, new io.gemigo.gateway.core.http.HeaderList().add("retry-after", "2"));
            harness.transport.last().end();
            harness.loop.advance(Duration.ofMillis(1999));
            assertThat(harness.transport.sent).hasSize(1);
            harness.loop.advance(Duration.ofMillis(1));
            assertThat(harness.transport.sent).hasSize(2);
            harness.transport
                    .last()
                    .listener
                    .head(429, new io.gemigo.gateway.core.http.HeaderList().add("retry-after", "3"));
            harness.transport.last().end();
            assertThat(harness.accessLog).hasSize(1);
            assertThat(harness.accessLog.get(0).status()).isEqualTo(429);
        }
    }

    @Nested
    @DisplayName("time")
    class Time {
        @Test
        void boundsTheWaitForTheHead() {
            var call = harness.relayed("toy,stream,,hi");
            harness.loop.advance(Duration.ofSeconds(60));
            assertThat(call.reply.status).isEqualTo(504);
            assertThat(harness.transport.last().cancelled).isTrue();
        }

        @Test
        void endsACallWhenTheClientWillNotWaitLonger() {
            var call = harness.new Call("POST", "/same/chat", "token", "good", "wait", "7").body("toy,stream,,hi");
            harness.loop.advance(Duration.ofSeconds(6));
            assertThat(call.reply.ended).isFalse();
            harness.loop.advance(Duration.ofSeconds(1));
            assertThat(call.reply.status).isEqualTo(504);
            assertThat(harness.transport.last().cancelled).isTrue();
        }

        @Test
        void allowsNoMoreThanTheGatewayDoesHoweverLongTheClientWaits() {
            var call = harness.new Call("POST", "/same/chat", "token", "good", "wait", "100000").body("toy,stream,,hi");
            stream(harness.transport.last(), "one");
            for (int i = 0; i < 20; i++) {
                harness.loop.advance(Duration.ofSeconds(30));
                if (!call.reply.ended) {
                    harness.transport.last().body("data: x\n\n");
                }
            }
            assertThat(call.reply.ended).isTrue();
        }

        @Test
        void boundsTheSilenceBetweenReads() {
            var call = harness.relayed("toy,stream,,hi");
            stream(harness.transport.last(), "one");
            harness.loop.advance(Duration.ofSeconds(59));
            harness.transport.last().body("data: two\n\n");
            harness.loop.advance(Duration.ofSeconds(59));
            assertThat(call.reply.ended).isFalse();
            harness.loop.advance(Duration.ofSeconds(1));
            assertThat(call.reply.text()).endsWith("[failed upstream_timeout]");
        }

        @Test
        void boundsTheWholeCall() {
            var call = harness.relayed("toy,stream,,hi");
            stream(harness.transport.last(), "one");
            for (int i = 0; i < 20; i++) {
                harness.loop.advance(Duration.ofSeconds(30));
                if (!call.reply.ended) {
                    harness.transport.last().body("data: x\n\n");
                }
            }
            assertThat(call.reply.text()).endsWith("[failed upstream_timeout]");
            assertThat(harness.usage.get(0).durationNanos())
                    .isEqualTo(Duration.ofMinutes(10).toNanos());
        }
    }

    @Nested
    @DisplayName("a client that leaves")
    class Leaving {
        @Test
        void midStreamCancelsTheUpstreamAndIsRecorded() {
            var call = harness.relayed("toy,stream,,hi");
            stream(harness.transport.last(), "one");
            call.exchange.clientGone();
            assertThat(harness.transport.last().cancelled).isTrue();
            assertThat(call.reply.ended).isFalse();
            assertThat(harness.usage).hasSize(1);
            assertThat(harness.usage.get(0).status()).isEqualTo(499);
            assertThat(harness.usage.get(0).failure()).isEqualTo("client_gone");
            assertThat(harness.permits).hasSize(1);
            harness.transport.last().body("data: late\n\n");
            assertThat(call.reply.text()).isEqualTo("data: one\n\n");
        }

        @Test
        void beforeTheAnswerBeginsHearsNothing() {
            var call = harness.translated("toy,stream,,hi");
            call.exchange.clientGone();
            assertThat(call.reply.status).isZero();
            assertThat(harness.transport.last().cancelled).isTrue();
        }

        @Test
        void duringABackOffStopsTheRetry() {
            var call = harness.relayed("toy,stream,,hi");
            harness.transport.last().head(503, "application/json");
            harness.transport.last().end();
            call.exchange.clientGone();
            harness.loop.advance(Duration.ofSeconds(5));
            assertThat(harness.transport.sent).hasSize(1);
        }

        @Test
        void whileAPermitIsAwaitedGivesItBackWhenItComes() {
            harness.holdPermits = true;
            var call = harness.relayed("toy,stream,,hi");
            call.exchange.clientGone();
            Permit permit = harness.permit();
            harness.waitingForPermit.get(0).admitted(permit);
            assertThat(harness.permits).containsExactly("released");
            assertThat(harness.transport.sent).isEmpty();
            assertThat(harness.usage).isEmpty();
        }

        @Test
        void whileItsIdentityIsAwaitedIsForgotten() {
            harness.holdIdentities = true;
            var call = harness.new Call("POST", "/same/chat", "token", "good");
            call.exchange.clientGone();
            harness.waitingForIdentity.get(0).authenticated(Principal.of("app", null));
            assertThat(call.reply.bodyLimit).isEqualTo(-1);
        }
    }

    @Nested
    @DisplayName("going down")
    class GoingDown {
        @Test
        void tellsStreamsInTheirOwnWay() {
            var call = harness.relayed("toy,stream,,hi");
            stream(harness.transport.last(), "one");
            call.exchange.shutDown();
            assertThat(call.reply.text()).endsWith("[failed shutting_down]");
            assertThat(harness.transport.last().cancelled).isTrue();
            assertThat(harness.usage).hasSize(1);
        }

        @Test
        void answersCallsThatHaveNotBegun() {
            var call = harness.relayed("toy,stream,,hi");
            call.exchange.shutDown();
            assertThat(call.reply.status).isEqualTo(503);
        }
    }
}
