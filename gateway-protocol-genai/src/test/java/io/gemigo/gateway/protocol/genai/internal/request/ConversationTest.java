package io.gemigo.gateway.protocol.genai.internal.request;

import static io.gemigo.gateway.protocol.genai.internal.request.Bodies.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final String ASK = "{'role':'user','parts':[{'text':'ask'}]}";

    @Test
    void keepsContentsOfTheUserApart() {
        contents("[{'parts':[{'text':'a'},{'text':'b'}]},{'role':'user','parts':[{'text':'c'}]}]")
                .messages("[{'user':['a','b']},{'user':['c']}]");
    }

    @Test
    void mergesAStreamedAnswerOfThirtyContents() {
        StringBuilder body = new StringBuilder("[").append(ASK);
        body.append(",{'role':'model','parts':[{'text':'thinking','thought':true}]}");
        for (int i = 0; i < 30; i++) {
            body.append(",{'role':'model','parts':[{'text':'").append(i).append(" '}]}");
        }
        body.append(",{'role':'model','parts':[{'thoughtSignature':'not base64!'},{'thought':true}]}");
        body.append(",{'role':'user','parts':[{'text':'more'}]}]");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            expected.append(i).append(' ');
        }
        contents(body.toString())
                .messages("[{'user':['ask']},{'assistant':['" + expected + "']},{'user':['more']}]")
                .quietly();
    }

    @Test
    void leavesOutAnAnswerOfWhichNothingCanBeSeen() {
        contents("[" + ASK + ",{'role':'model','parts':[{'text':''},{'text':'hm','thought':true}]}," + ASK + "]")
                .messages("[{'user':['ask']},{'user':['ask']}]");
    }

    @Test
    void leavesAnAnswerToBeContinuedAtTheEnd() {
        contents("[" + ASK + ",{'role':'model','parts':[{'text':'Once '}]}]")
                .messages("[{'user':['ask']},{'assistant':['Once ']}]");
    }

    @Test
    void keepsTheAnswersOfTwoTurnsApart() {
        contents("[" + ASK + "," + content("model", "{'text':'one'}") + "," + ASK + ","
                        + content("model", "{'text':'two'}") + "," + ASK + "]")
                .messages("[{'user':['ask']},{'assistant':['one']},{'user':['ask']},{'assistant':['two']},"
                        + "{'user':['ask']}]");
    }

    @Test
    void refusesALastTurnOfWhichNothingCanBeSeen() {
        contents("[" + ASK + "," + content("model", "{'text':'one'}") + "," + content("user", "{'text':''}") + "]")
                .refuses("contents[2].parts");
        contents("[" + ASK + "," + content("user", "{'text':'hm','thought':true}") + "]")
                .refuses("contents[1].parts");
        contents("[" + content("model", "{'text':''}") + "]").refuses("contents[0].parts");
    }

    @Test
    void mergesCallsThatCameInPiecesOfAStream() {
        contents("[" + ASK + "," + content("model", "{'text':'I '}") + "," + content("model", call("f", null, "1"))
                        + "," + content("model", "{'text':'call'}," + call("g", null, "2")) + ","
                        + content("user", result("g", null, "20") + "," + result("f", null, "10")) + "]")
                .messages("[{'user':['ask']},{'assistant':['I call',"
                        + "{'call':'call_1','name':'f','arguments':'{\\\"a\\\":1}'},"
                        + "{'call':'call_2','name':'g','arguments':'{\\\"a\\\":2}'}]},"
                        + "{'tool':[{'answers':'call_2','name':'g','content':['{\\\"v\\\":20}']}]},"
                        + "{'tool':[{'answers':'call_1','name':'f','content':['{\\\"v\\\":10}']}]}]")
                .quietly();
    }

    @Test
    void refusesRolesThereAreNot() {
        contents("[{'role':'system','parts':[{'text':'x'}]}]").refuses("contents[0]");
        contents("[{'parts':[{'text':'x'}],'role':'assistant'}]").refuses("contents[0]");
    }

    @Test
    void pairsTwoCallsOfOneFunctionWithoutIdsInOrder() {
        String calls = call("f", null, "1") + "," + call("f", null, "2");
        String results = result("f", null, "10") + "," + result("f", null, "20");
        assertThat(callIds(calls)).containsExactly("call_1", "call_2");
        assertThat(answers(calls, results)).containsExactly("call_1={\"v\":10}", "call_2={\"v\":20}");
    }

    @Test
    void pairsReversedAnswersById() {
        String calls = call("f", "a", "1") + "," + call("f", "b", "2");
        String results = result("f", "b", "20") + "," + result("f", "a", "10");
        assertThat(answers(calls, results)).containsExactly("b={\"v\":20}", "a={\"v\":10}");
    }

    @Test
    void pairsRewrittenIdsAsTheyAre() {
        String calls = call("f", "f__x1", "1") + "," + call("g", "g__x2", "2");
        String results = result("g", "g__x2", "20") + "," + result("f", "f__x1", "10");
        assertThat(answers(calls, results)).containsExactly("g__x2={\"v\":20}", "f__x1={\"v\":10}");
    }

    @Test
    void pairsByNameWhereAnIdIsNoCalls() {
        String calls = call("f", "a", "1") + "," + call("g", "b", "2");
        assertThat(answers(calls, result("g", "zz", "20") + "," + result("f", null, "10")))
                .containsExactly("b={\"v\":20}", "a={\"v\":10}");
    }

    @Test
    void letsAnAnswerWithACallsIdHaveThatCallWhoeverComesBefore() {
        String calls = call("f", "a", "1") + "," + call("f", "b", "2");
        assertThat(answers(calls, result("f", null, "20") + "," + result("f", "a", "10")))
                .containsExactly("b={\"v\":20}", "a={\"v\":10}");
        String nameless = "{'functionResponse':{'response':{'v':2}}}";
        assertThat(answers(call("f", null, "1") + "," + call("g", null, "2"), nameless + "," + result("f", null, "10")))
                .containsExactly("call_2={\"v\":2}", "call_1={\"v\":10}");
        assertThat(answers(calls, nameless + "," + result("f", "a", "10")))
                .containsExactly("b={\"v\":2}", "a={\"v\":10}");
    }

    @Test
    void takesAnAnswersIdForNoneWhereItIsEmpty() {
        String calls = "{'functionCall':{'id':'','name':'f'}},{'functionCall':{'id':'','name':'g'}}";
        assertThat(answers(calls, "{'functionResponse':{'id':'','name':'g','response':{'v':2}}}"))
                .startsWith("call_2={\"v\":2}");
    }

    @Test
    void pairsNamelessAnswersInOrder() {
        String calls = call("f", null, "1") + "," + call("g", null, "2");
        String results =
                "{'functionResponse':{'response':{'v':1}}},{'functionResponse':{'name':'','response':{'v':2}}}";
        assertThat(answers(calls, results)).containsExactly("call_1={\"v\":1}", "call_2={\"v\":2}");
    }

    @Test
    void refusesAnAnswerWithoutACall() {
        contents("[" + ASK + "," + content("user", result("f", null, "1")) + "]")
                .refuses("contents[1].parts[0].function_response");
        contents("[" + ASK + "," + content("model", call("f", null, "1")) + ","
                        + content("user", result("f", null, "1") + "," + result("f", null, "2")) + "]")
                .refuses("contents[2].parts[1].function_response");
        contents("[" + ASK + "," + content("model", call("f", null, "1")) + ","
                        + content("user", result("other", null, "1")) + "]")
                .refuses("contents[2].parts[0].function_response");
    }

    @Test
    void refusesPartsInTheWrongTurn() {
        contents("[" + content("user", call("f", null, "1")) + "]").refuses("contents[0].parts[0].function_call");
        contents("[" + content("model", result("f", null, "1")) + "]")
                .refuses("contents[0].parts[0].function_response");
    }

    @Test
    void givesARepeatedIdToOneCallOnlyAndStillPairs() {
        contents("[" + ASK + "," + content("model", call("f", "same", "1")) + ","
                        + content("user", result("f", "same", "10")) + "," + content("model", call("f", "same", "2"))
                        + "," + content("user", result("f", "same", "20")) + "]")
                .messages("[{'user':['ask']},"
                        + "{'assistant':[{'call':'same','name':'f','arguments':'{\\\"a\\\":1}'}]},"
                        + "{'tool':[{'answers':'same','name':'f','content':['{\\\"v\\\":10}']}]},"
                        + "{'assistant':[{'call':'call_1','name':'f','arguments':'{\\\"a\\\":2}'}]},"
                        + "{'tool':[{'answers':'call_1','name':'f','content':['{\\\"v\\\":20}']}]}]");
    }

    @Test
    void givesACallNothingOfTheOneBefore() {
        contents("[" + ASK + "," + content("model", call("f", "a", "1") + ",{'functionCall':{'name':'g'}}") + ","
                        + content("user", result("f", "a", "10") + ",{'functionResponse':{}}") + "]")
                .messages("[{'user':['ask']},{'assistant':[{'call':'a','name':'f','arguments':'{\\\"a\\\":1}'},"
                        + "{'call':'call_1','name':'g','arguments':'{}'}]},"
                        + "{'tool':[{'answers':'a','name':'f','content':['{\\\"v\\\":10}']}]},"
                        + "{'tool':[{'answers':'call_1','name':'g','content':['{}']}]}]");
    }

    @Test
    void warnsOfWhatCallsAndAnswersInPiecesSay() {
        contents("[" + ASK + "," + content("model", "{'functionCall':{'name':'f','willContinue':{'a':1},'args':{}}}")
                        + ","
                        + content(
                                "user",
                                "{'functionResponse':{'scheduling':['SILENT'],'willContinue':false,'parts':[],"
                                        + "'name':'f'}}")
                        + "]")
                .messages("[{'user':['ask']},{'assistant':[{'call':'call_1','name':'f','arguments':'{}'}]},"
                        + "{'tool':[{'answers':'call_1','name':'f','content':['{}']}]}]")
                .warns("contents[1].parts[0].functionCall.willContinue", "ignored")
                .warns("contents[2].parts[0].functionResponse.scheduling", "ignored")
                .warns("contents[2].parts[0].functionResponse.willContinue", "ignored");
    }

    @Test
    void replacesIdsAnUpstreamMightNotTake() {
        assertThat(callIds(call("f", "x".repeat(65), "1") + "," + call("f", "with space", "2")))
                .containsExactly("call_1", "call_2");
    }

    @Test
    void makesNoIdThatTheClientHasGiven() {
        assertThat(callIds(call("f", "call_1", "1") + "," + call("g", null, "2")))
                .containsExactly("call_1", "call_2");
    }

    @Test
    void countsMadeIdsOverTheWholeRequest() {
        Json messages = contents("[" + ASK + "," + content("model", call("f", null, "1")) + ","
                        + content("user", result("f", null, "1")) + "," + content("model", call("f", null, "2")) + ","
                        + content("user", result("f", null, "2")) + "]")
                .json()
                .at("messages");
        assertThat(messages.at(1).at("assistant").at(0).at("call").asString()).isEqualTo("call_1");
        assertThat(messages.at(3).at("assistant").at(0).at("call").asString()).isEqualTo("call_2");
    }

    @Test
    void putsAnswersBeforeWhateverElseTheUserSays() {
        contents("[" + ASK + "," + content("model", call("f", null, "1") + "," + call("g", null, "2")) + ","
                        + content("user", "{'text':'first'}," + result("f", null, "1")) + ","
                        + content("function", result("g", null, "2")) + "]")
                .messages("[{'user':['ask']},{'assistant':[{'call':'call_1','name':'f','arguments':'{\\\"a\\\":1}'},"
                        + "{'call':'call_2','name':'g','arguments':'{\\\"a\\\":2}'}]},"
                        + "{'tool':[{'answers':'call_1','name':'f','content':['{\\\"v\\\":1}']}]},"
                        + "{'tool':[{'answers':'call_2','name':'g','content':['{\\\"v\\\":2}']}]},"
                        + "{'user':['first']}]");
    }

    @Test
    void suppliesAnAnswerWhereTheClientGivesNone() {
        Bodies body = contents("[" + ASK + "," + content("model", call("f", null, "1") + "," + call("g", null, "2"))
                + "," + content("tool", result("g", null, "2")) + "]");
        assertThat(body.json().at("messages").elements()).hasSize(4);
        assertThat(body.json()
                        .at("messages")
                        .at(3)
                        .at("tool")
                        .at(0)
                        .at("content")
                        .at(0)
                        .asString())
                .isEqualTo("{\"error\":\"no result supplied by the client\"}");
        body.warns("contents[1].parts[0].functionCall", "mapped");
    }

    @Test
    void writesArgumentsAndResultsCompactly() {
        contents("[" + ASK + "," + content("model", "{'functionCall':{'name':'f'}}")
                        + ",{'role':'user','parts':{'functionResponse':{'name':'f','response':"
                        + " { 'a' : [ 1 , 2.50 , null ] , '\\u00e9' : '\\ud83d\\ude00\\n' } }}}]")
                .messages("[{'user':['ask']},{'assistant':[{'call':'call_1','name':'f','arguments':'{}'}]},"
                        + "{'tool':[{'answers':'call_1','name':'f',"
                        + "'content':['{\\\"a\\\":[1,2.50,null],\\\"é\\\":\\\"😀\\\\n\\\"}']}]}]");
    }

    @Test
    void takesCallsAndAnswersForWhatTheyAreWhereTheyAreMarkedAsThought() {
        contents("[" + ASK + "," + content("model", "{'thought':true,'functionCall':{'name':'f'}}") + ","
                        + content("user", "{'functionResponse':{'name':'f','response':{'v':1}},'thought':true}") + "]")
                .messages("[{'user':['ask']},{'assistant':[{'call':'call_1','name':'f','arguments':'{}'}]},"
                        + "{'tool':[{'answers':'call_1','name':'f','content':['{\\\"v\\\":1}']}]}]")
                .quietly();
    }

    @Test
    void wrapsResultsThatAreNoObject() {
        assertThat(answers(call("f", null, "1"), "{'functionResponse':{'name':'f','response':[1,'x']}}"))
                .containsExactly("call_1={\"result\":[1,\"x\"]}");
        assertThat(answers(call("f", null, "1"), "{'functionResponse':{'name':'f'}}"))
                .containsExactly("call_1={}");
    }

    @Test
    void refusesArgumentsThatAreNoObjectAndResultsWithMedia() {
        contents("[" + ASK + "," + content("model", "{'functionCall':{'name':'f','args':[1]}}") + "]")
                .refuses("contents[1].parts[0].function_call.args");
        contents("[" + ASK + "," + content("model", "{'functionCall':{'name':'f','partialArgs':[{'jsonPath':'$.a'}]}}")
                        + "]")
                .refuses("contents[1].parts[0].function_call.partial_args");
        contents("[" + ASK + "," + content("model", "{'functionCall':{'args':{}}}") + "]")
                .refuses("contents[1].parts[0].function_call.name");
        contents("[" + ASK + "," + content("model", "{'functionCall':{'name':''}}") + "]")
                .refuses("contents[1].parts[0].function_call.name");
        contents("[" + ASK + "," + content("model", call("f", null, "1")) + ","
                        + content("user", "{'functionResponse':{'name':'f','parts':[{'inlineData':{}}]}}") + "]")
                .refuses("contents[2].parts[0].function_response.parts");
        contents("[" + ASK + "," + content("model", call("f", null, "1")) + ","
                        + content("user", "{'functionResponse':{'name':'f','parts':{'inlineData':{}}}}") + "]")
                .refuses("contents[2].parts[0].function_response.parts");
    }

    @Test
    void leavesTheIndexOfACallOut() {
        contents("[" + ASK + "," + content("model", "{'callIndex':{'at':1},'text':'a'}") + "]")
                .messages("[{'user':['ask']},{'assistant':['a']}]")
                .quietly();
    }

    @Test
    void showsWhatServerToolsDidAsText() {
        contents("[" + ASK + ","
                        + content(
                                "model",
                                "{'executableCode':{'language':['PYTHON'],'code':'1+1'}},"
                                        + "{'codeExecutionResult':{'outcome':1,'output':'2'}}")
                        + "," + ASK + "]")
                .messages(
                        "[{'user':['ask']},{'assistant':['```python\\n1+1\\n```\\n```\\n2\\n```\\n']},{'user':['ask']}]")
                .warns("contents[1].parts[0].executableCode", "mapped");
    }

    @Test
    void namesFunctionsAsUpstreamsTakeThem() {
        Bodies body = contents("[" + ASK + ","
                + content(
                        "model",
                        call("a.b", null, "1") + "," + call("a:b", null, "2") + "," + call("x".repeat(70), null, "3"))
                + ","
                + content(
                        "user",
                        result("a:b", null, "2") + "," + result("a.b", null, "1") + ","
                                + result("x".repeat(70), null, "3"))
                + "]");
        List<Json> calls = body.json().at("messages").at(1).at("assistant").elements();
        assertThat(calls)
                .extracting(call -> call.at("name").asString())
                .containsExactly("a_b", "a_b_2", "x".repeat(64));
        assertThat(body.json()
                        .at("messages")
                        .at(2)
                        .at("tool")
                        .at(0)
                        .at("answers")
                        .asString())
                .isEqualTo("call_2");
    }

    private static List<String> callIds(String calls) {
        return contents("[" + ASK + "," + content("model", calls) + "]")
                .json()
                .at("messages")
                .at(1)
                .at("assistant")
                .elements()
                .stream()
                .map(call -> call.at("call").asString())
                .toList();
    }

    private static List<String> answers(String calls, String results) {
        List<Json> messages = contents("[" + ASK + "," + content("model", calls) + "," + content("user", results) + "]")
                .json()
                .at("messages")
                .elements();
        return messages.subList(2, messages.size()).stream()
                .map(message -> message.at("tool").at(0))
                .map(answer -> answer.at("answers").asString() + "="
                        + answer.at("content").at(0).asString())
                .toList();
    }

    private static String content(String role, String parts) {
        return "{'role':'" + role + "','parts':[" + parts + "]}";
    }

    private static String call(String name, String id, String value) {
        return "{'functionCall':{" + id(id) + "'name':'" + name + "','args':{'a':" + value + "}}}";
    }

    private static String result(String name, String id, String value) {
        return "{'functionResponse':{" + id(id) + "'name':'" + name + "','response':{'v':" + value + "}}}";
    }

    private static String id(String id) {
        return id == null ? "" : "'id':'" + id + "',";
    }
}
