using System.Text.Json;
using Coc.Portal.Features.AnsweringConflicts;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal.AnsweringConflicts;

public sealed class ConflictStatementTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private static JsonElement Sent(string answer, string areas = "", string reason = "") => JsonSerializer.SerializeToElement(ConflictStatement.Body(
        FormState.Of((ConflictStatement.Field(Id, "answer"), answer), (ConflictStatement.Field(Id, "areas"), areas), (ConflictStatement.Field(Id, "reason"), reason), ("seen", "list-1")), Id));

    [Fact]
    public void Each_line_is_a_part_of_the_matter() =>
        Sent("soft", "same team\r\n\r\n  same city  \nsame team").GetProperty("areas").EnumerateArray().Select(a => a.GetString()).ShouldBe(["same team", "same city"]);

    [Fact]
    public void Parts_belong_to_some_tie_only() => Sent("none", "same team").GetProperty("areas").GetArrayLength().ShouldBe(0);

    [Fact]
    public void No_reason_is_sent_where_none_was_given()
    {
        Sent("hard", reason: "  ").GetProperty("reason").ValueKind.ShouldBe(JsonValueKind.Null);
        Sent("hard").GetProperty("seen").GetString().ShouldBe("list-1");
    }
}
