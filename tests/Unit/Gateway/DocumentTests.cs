using System.Text.Json.Nodes;
using Coc.Gateway.Documenting;

namespace Coc.Unit.Gateway;

public sealed class DocumentTests
{
    private static readonly (string, JsonObject)?[] Two =
    [
        ("cases", Parse("""{"paths":{"/api/cases/{id}":{"get":{"summary":"Read <b>","responses":{"200":{"$ref":"#/components/schemas/Thing"}}}},"/internal/x":{"get":{}}},"components":{"schemas":{"Thing":{"type":"object"}}}}""")),
        null,
        ("liaison", Parse("""{"paths":{"/api/bodies":{"get":{"summary":"All"}}},"components":{"schemas":{"Thing":{"type":"string"}}}}""")),
    ];

    [Fact]
    public void Paths_stand_side_by_side_and_internal_ones_are_left_out()
    {
        var paths = JoinedDocument.Join(Two)["paths"]!.AsObject();

        paths.Select(p => p.Key).ShouldBe(["/api/bodies", "/api/cases/{id}"]);
    }

    [Fact]
    public void Schemas_of_one_name_stay_apart()
    {
        var document = JoinedDocument.Join(Two);

        document["components"]!["schemas"]!["cases.Thing"]!["type"]!.GetValue<string>().ShouldBe("object");
        document["components"]!["schemas"]!["liaison.Thing"]!["type"]!.GetValue<string>().ShouldBe("string");
        document["paths"]!["/api/cases/{id}"]!["get"]!["responses"]!["200"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/cases.Thing");
    }

    [Fact]
    public void The_page_lists_every_operation_and_writes_texts_as_texts()
    {
        var page = ApiPage.Render(JoinedDocument.Join(Two));

        page.ShouldContain("<code>/api/cases/{id}</code>");
        page.ShouldContain("Read &lt;b&gt;");
        page.ShouldNotContain("<script");
    }

    [Fact]
    public void Who_reads_a_document_that_lacks_a_service_is_told_which()
    {
        var page = ApiPage.Render(JoinedDocument.Without(JoinedDocument.Join(Two), ["cases", "ledger"]));

        page.ShouldContain("Not complete: cases, ledger did not answer just now.");
        ApiPage.Render(JoinedDocument.Join(Two)).ShouldNotContain("Not complete");
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
