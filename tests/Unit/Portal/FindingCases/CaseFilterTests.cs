using Coc.Portal.Features.FindingCases;

namespace Coc.Unit.Portal.FindingCases;

public sealed class CaseFilterTests
{
    [Fact]
    public void A_view_is_an_address() =>
        CaseFilter.Of("sextant", "investigating", "me", "overdue").Address().ShouldBe("cases?body=sextant&state=investigating&assignee=me&due=overdue");

    [Fact]
    public void What_cannot_be_meant_is_left_out() => CaseFilter.Of("sextant", "burnt", "somebody", "soon").ShouldBe(new CaseFilter("sextant"));

    [Fact]
    public void What_an_address_says_cannot_reach_into_the_question_to_the_API() =>
        CaseFilter.Of("sextant/../orrery?x=1", null, null, null).Asked("a+b=", 50).ShouldStartWith("/api/bodies/sextant%2F..%2Forrery%3Fx%3D1/cases?");

    [Fact]
    public void A_cursor_survives() => new CaseFilter("sextant").Address("a+b/c=").ShouldBe("cases?body=sextant&cursor=a%2Bb%2Fc%3D");

    [Fact]
    public void The_view_of_all_is_the_list_without_a_filter() => new CaseFilter("sextant").Views.ShouldContain(("all", new CaseFilter("sextant")));
}
