package io.gemigo.gateway.protocol.genai.internal.request;

import static io.gemigo.gateway.protocol.genai.internal.request.Bodies.contents;
import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaReaderTest {
    @ParameterizedTest
    @CsvSource({
        "image/png, IMAGE image/png",
        "IMAGE/JPEG; q=1, IMAGE image/jpeg",
        "audio/wav, AUDIO audio/wav",
        "audio/mpeg, AUDIO audio/mpeg",
        "video/mp4, VIDEO video/mp4",
        "application/pdf, FILE application/pdf",
        "application/msword, FILE application/msword",
        "application/vnd.ms-excel, FILE application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
                + " FILE application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text, FILE application/vnd.oasis.opendocument.text",
        "audio/x-wav, AUDIO audio/x-wav",
        "audio/mp3, AUDIO audio/mp3",
    })
    void keepsKindsApart(String mimeType, String media) {
        part("{'inlineData':{'mimeType':'" + mimeType + "','data':'AAAA'}}", "{'media':'" + media + "','data':'AAAA'}");
    }

    @Test
    void readsTextAsText() {
        String data = Base64.getEncoder().encodeToString("añb".getBytes(StandardCharsets.UTF_8));
        part("{'inlineData':{'mimeType':'text/plain','data':'" + data + "'}}", "'añb'");
        part(
                "{'inlineData':{'mimeType':'application/json','data':'" + data + "','displayName':'x.json'}}",
                "'x.json:\\nañb'");
        refuses("{'inlineData':{'mimeType':'text/plain','data':'/w=='}}", "inline_data");
    }

    @Test
    void takesEitherAlphabetPaddedOrNot() {
        Random random = new Random(20261122);
        for (int length = 1; length < 60; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String standard = Base64.getEncoder().encodeToString(bytes);
            String expected = "{'media':'IMAGE image/png','data':'" + standard + "'}";
            for (String spelling : new String[] {
                standard,
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                standard.replace("/", "\\/")
            }) {
                part("{'inlineData':{'mimeType':'image/png','data':'" + spelling + "'}}", expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAAA", "AA=", "AAA==", "AA A", "AA*A", "A===", "AAAé", "AAé", "=", "\\u003d"})
    void refusesWhatIsNotBase64(String data) {
        InvalidRequest refusal = read("{'inlineData':{'mimeType':'image/png','data':'" + data + "'}}")
                .refuses("contents[0].parts[0].inline_data.data");
        assertThat(refusal.message())
                .isEqualTo("Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES),"
                        + " Base64 decoding failed.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'inlineData':{'data':'AAAA'}} | inline_data.mime_type",
                "{'inlineData':{'mimeType':'image/png'}} | inline_data.data",
                "{'inlineData':{'mimeType':'audio/flac','data':'AAAA'}} | inline_data",
                "{'inlineData':{'mimeType':'application/zip','data':'AAAA'}} | inline_data",
                "{'fileData':{'mimeType':'image/png'}} | file_data.file_uri",
                "{'fileData':{'fileUri':'gs://bucket/a.png'}} | file_data",
                "{'fileData':{'fileUri':'http://example.com/a.png'}} | file_data",
                "{'fileData':{'fileUri':'https://generativelanguage.googleapis.com/v1beta/files/abc','mimeType':'image/png'}} | file_data",
                "{'fileData':{'fileUri':'https://www.youtube.com/watch?v=1','mimeType':'video/mp4'}} | file_data",
                "{'fileData':{'fileUri':'https://youtube.com/watch?v=1','mimeType':'video/mp4'}} | file_data",
                "{'fileData':{'fileUri':'https://youtu.be/1','mimeType':'video/mp4'}} | file_data",
                "{'fileData':{'fileUri':'https:///a.png'}} | file_data",
                "{'fileData':{'fileUri':'https://example.com/a'}} | file_data",
                "{'fileData':{'fileUri':'https://example.com/a?b=c.png'}} | file_data",
                "{'fileData':{'fileUri':'https://example.com/png'}} | file_data",
                "{'fileData':{'fileUri':'https://example.com/a.html'}} | file_data",
                "{'fileData':{'fileUri':''}} | file_data.file_uri",
                "{'fileData':{'fileUri':'https://?x.png'}} | file_data",
                "{'fileData':{'fileUri':'https://youtube.com#.png'}} | file_data",
                "{'fileData':{'fileUri':'HTTPS://WWW.YOUTUBE.COM/a.png'}} | file_data",
                "{'fileData':{'fileUri':'https://example.com/a.zip','mimeType':'application/zip'}} | file_data",
                "{'fileData':{'fileUri':'https://example.com/a.txt','mimeType':'text/plain'}} | file_data",
                "{'inlineData':{'mimeType':'image/png','data':''}} | inline_data.data",
                "{'inlineData':{'mimeType':'image/png','data':7}} | inline_data.data",
                "{'inlineData':{'mimeType':'image/png','data':1234}} | inline_data.data",
                "{'inlineData':{'mimeType':'image/png','data':true}} | inline_data.data",
                "{'inlineData':{'mimeType':'','data':'AAAA'}} | inline_data.mime_type",
                "{'inlineData':{'mimeType':'; q=1','data':'AAAA'}} | inline_data.mime_type",
                "{'inlineData':{'mimeType':'application/vnd.other','data':'AAAA'}} | inline_data",
            })
    void refusesWhatNoUpstreamCouldRead(String part, String field) {
        refuses(part, field);
    }

    @Test
    void leavesHttpsImagesToTheUpstream() {
        part(
                "{'fileData':{'fileUri':'https://example.com/a.PNG?x=y.z'}}",
                "{'media':'IMAGE null','uri':'https://example.com/a.PNG?x=y.z'}");
        part(
                "{'file_data':{'file_uri':'https://example.com/a','mime_type':'image/webp'}}",
                "{'media':'IMAGE image/webp','uri':'https://example.com/a'}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "JPG#top", "png?a=b"})
    void knowsAnImageByItsNamesEnd(String end) {
        part(
                "{'fileData':{'fileUri':'https://example.com/a.b/c." + end + "'}}",
                "{'media':'IMAGE null','uri':'https://example.com/a.b/c." + end + "'}");
    }

    @Test
    void leavesOtherFilesToTheUpstreamWhereTheirTypeIsSaid() {
        part(
                "{'fileData':{'fileUri':'https://notyoutube.com/a','mimeType':'video/mp4'}}",
                "{'media':'VIDEO video/mp4','uri':'https://notyoutube.com/a'}");
        part(
                "{'fileData':{'fileUri':'https://example.com','mimeType':'application/pdf','displayName':'d'}}",
                "{'media':'FILE application/pdf','uri':'https://example.com','name':'d'}");
    }

    @Test
    void saysWhyAFileWillNotDo() {
        assertThat(read("{'fileData':{'fileUri':'gs://b/a.png'}}").failure().message())
                .endsWith("fileData.fileUri scheme is not supported by this gateway");
        assertThat(read("{'fileData':{'fileUri':'https://example.com/a'}}")
                        .failure()
                        .message())
                .endsWith("mimeType is required for this URI.");
        assertThat(read("{'fileData':{'fileUri':'https://example.com/a','mimeType':'a/b'}}")
                        .failure()
                        .message())
                .endsWith("files of type a/b are not supported by this gateway.");
    }

    @Test
    void takesNamesAndTypesThatAreEmptyForAbsent() {
        part(
                "{'inlineData':{'mimeType':'image/png','data':'AAAA','displayName':''}}",
                "{'media':'IMAGE image/png','data':'AAAA'}");
        part("{'inlineData':{'mimeType':'text/plain','data':'YQ==','displayName':''}}", "'a'");
        part(
                "{'fileData':{'fileUri':'https://example.com/a.png','mimeType':''}}",
                "{'media':'IMAGE null','uri':'https://example.com/a.png'}");
    }

    @Test
    void carriesTheResolutionAsDetailWhereThereIsOne() {
        String image = "'inlineData':{'mimeType':'image/png','data':'AAAA'}";
        String seen = "{'media':'IMAGE image/png','data':'AAAA','detail':'low'}";
        part("{'mediaResolution':{'level':'MEDIA_RESOLUTION_LOW'}," + image + "}", seen);
        part("{" + image + ",'mediaResolution':1}", seen);
        part(
                "{" + image + ",'mediaResolution':{'level':3}}",
                "{'media':'IMAGE image/png','data':'AAAA','detail':'high'}");
        part("{" + image + ",'mediaResolution':{}}", "{'media':'IMAGE image/png','data':'AAAA'}");
        read("{" + image + ",'mediaResolution':{'level':'MEDIA_RESOLUTION_MEDIUM'}}")
                .warns("contents[0].parts[0].mediaResolution", "ignored");
        read("{" + image + ",'videoMetadata':{'fps':1}}").warns("contents[0].parts[0].videoMetadata", "ignored");
    }

    @Test
    void wishesTheDetailOfTheConfigurationForImagesThatSayNothingOfIt() {
        String image = "'inlineData':{'mimeType':'image/png','data':'AAAA'}";
        String film = "'inlineData':{'mimeType':'video/mp4','data':'AAAA'}";
        String contents = "'contents':[{'parts':[{'text':'a'},{" + image + ",'mediaResolution':1},{" + image + "}]}]";
        Bodies.read("{" + contents + ",'generationConfig':{'mediaResolution':'MEDIA_RESOLUTION_HIGH'}}")
                .messages("[{'user':['a',{'media':'IMAGE image/png','data':'AAAA','detail':'low'},"
                        + "{'media':'IMAGE image/png','data':'AAAA','detail':'high'}]}]")
                .quietly();
        Bodies.read("{'generationConfig':{'mediaResolution':0}," + contents + "}")
                .messages("[{'user':['a',{'media':'IMAGE image/png','data':'AAAA','detail':'low'},"
                        + "{'media':'IMAGE image/png','data':'AAAA'}]}]")
                .quietly();
        Bodies.read("{'generationConfig':{'mediaResolution':2}," + contents + "}")
                .warns("generationConfig.mediaResolution", "ignored");
        Bodies.read("{'generationConfig':{'mediaResolution':3},'contents':[{'parts':{" + film + "}}]}")
                .messages("[{'user':[{'media':'VIDEO video/mp4','data':'AAAA'}]}]")
                .warns("generationConfig.mediaResolution", "ignored");
    }

    @Test
    void warnsOfADetailThatImagesOnlyCanBeSeenIn() {
        read("{'mediaResolution':'MEDIA_RESOLUTION_LOW','inlineData':{'mimeType':'video/mp4','data':'AAAA'}}")
                .messages("[{'user':[{'media':'VIDEO video/mp4','data':'AAAA'}]}]")
                .warns("contents[0].parts[0].mediaResolution", "ignored");
    }

    @Test
    void warnsOfADetailOfWhatCannotBeSeen() {
        read("{'text':'a','mediaResolution':1}")
                .messages("[{'user':['a']}]")
                .warnsOnly("contents[0].parts[0].mediaResolution");
    }

    @Test
    void warnsOfNamesThatFilesOnlyHave() {
        String named = "'data':'AAAA','displayName':'n'";
        read("{'inlineData':{'mimeType':'application/pdf'," + named + "}}")
                .messages("[{'user':[{'media':'FILE application/pdf','data':'AAAA','name':'n'}]}]")
                .quietly();
        read("{'inlineData':{'mimeType':'image/png'," + named + "}}")
                .warns("contents[0].parts[0].inlineData.displayName", "ignored");
        read("{'fileData':{'fileUri':'https://example.com/a.png','displayName':'n'}}")
                .warns("contents[0].parts[0].fileData.displayName", "ignored");
    }

    @Test
    void leavesMediaOutOfAnAnswerAndSaysSo() {
        contents("[{'parts':[{'text':'a'}]},{'role':'model','parts':[{'text':'b'},"
                        + "{'inlineData':{'mimeType':'image/png','data':'AAAA'}}]},{'parts':[{'text':'c'}]}]")
                .messages("[{'user':['a']},{'assistant':['b']},{'user':['c']}]")
                .warns("contents[1].parts[1].inlineData", "ignored");
    }

    @Test
    void knowsThatARequestHoldsMedia() {
        assertThat(read("{'inlineData':{'mimeType':'image/png','data':'AAAA'}}")
                        .chat()
                        .hasMedia())
                .isTrue();
    }

    private static void part(String part, String expected) {
        read(part).messages("[{'user':[" + expected + "]}]").quietly();
    }

    private static void refuses(String part, String field) {
        read(part).refuses("contents[0].parts[0]." + field);
    }

    private static Bodies read(String part) {
        return contents("[{'parts':[" + part + "]}]");
    }
}
