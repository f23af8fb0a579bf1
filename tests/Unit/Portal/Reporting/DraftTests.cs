using Coc.Portal.Features.Reporting;
using Microsoft.Extensions.Primitives;

namespace Coc.Unit.Portal.Reporting;

/// <summary>A draft carries what was written from step to step, and nothing else.</summary>
public sealed class DraftTests
{
    internal static Draft Of(params (string Field, string Value)[] answers) =>
        Draft.Of(answers.GroupBy(a => a.Field).Select(g => KeyValuePair.Create(g.Key, new StringValues([.. g.Select(a => a.Value)]))));

    [Fact]
    public void What_is_no_answer_is_not_carried() =>
        Of(("description", "x"), ("__RequestVerificationToken", "t"), ("step", "who"), ("go", "next"), ("admin", "1"), ("subjects[50].name", "x"), ("subjects[0].name\"><b>", "x"))
            .Beside(Step.Check).ShouldBe([("description", "x")]);

    [Fact]
    public void What_another_step_asks_travels_beside_it_each_value_for_itself() =>
        Of(("projects", "sextant"), ("projects", "astrolabe"), ("description", "x")).Beside(Step.What).ShouldBe([("projects", "sextant"), ("projects", "astrolabe")]);

    [Fact]
    public void Lines_are_trimmed_and_the_same_one_counts_once() => Of(("spaces", " a \r\n\r\nb\r\na")).Lines("spaces").ShouldBe(["a", "b"]);

    [Fact]
    public void Lines_end_as_the_api_expects() => Of(("description", "a\r\nb")).Text("description").ShouldBe("a\nb");

    [Fact]
    public void A_card_more_is_there_though_nothing_is_written_in_it()
    {
        var draft = Of(("subjects[0].name", "A")).WithCard("subjects", 1);

        draft.Cards("subjects", 1).ShouldBe(2);
        draft.IsFilled("subjects", 1).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_person_the_others_move_up()
    {
        var draft = Of(("subjects[0].name", "A"), ("subjects[1].name", "B"), ("subjects[2].name", "C"), ("subjects[2].accounts", "github:c"), ("affected[1].name", "D")).WithoutCard("subjects", 1);

        (draft.Cards("subjects", 1), draft["subjects[0].name"], draft["subjects[1].name"], draft["subjects[1].accounts"], draft["affected[1].name"]).ShouldBe((2, "A", "C", "github:c", "D"));
    }

    [Fact]
    public void Not_more_than_a_report_can_hold() => Of().WithCard("subjects", Draft.MostCards).Cards("subjects", 1).ShouldBe(1);

    [Theory]
    [InlineData("add-subjects-1", 2)]
    [InlineData("remove-subjects-0", 1)]
    [InlineData("add-projects-1", null)]
    [InlineData("remove-subjects-x", null)]
    [InlineData("next", null)]
    public void Buttons_of_cards_are_known_from_others(string go, int? cards)
    {
        var edited = Cards.Edited(go, Of(("subjects[0].name", "A")));

        (edited is null ? (int?)null : edited.Cards("subjects", 1)).ShouldBe(cards);
    }
}
