using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Who is asked later sees what is known by then (P1): accounts and names, as stated or as said since.</summary>
public sealed class AskedAboutTests
{
    private static readonly StatedPerson Described = new([], null, "the tall one at the desk");

    private static CaseState SaidToBe(IReadOnlyList<string> accounts, string? name) =>
        Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Unknown)]).Cleared().After(new CaseCommand.Identify(Seat(1), Monday, Rex, accounts, name, null, false)).State;

    [Fact]
    public void A_person_only_described_is_shown_as_who_a_seat_said_it_is() =>
        AskedAbout.Of([Described], SaidToBe(["chat:rex"], "Rex Quill")).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(p => p.Accounts.ShouldBe(["chat:rex"]), p => p.Name.ShouldBe("Rex Quill"));

    [Fact]
    public void What_seats_say_more_than_a_report_is_shown_beside_it_and_what_it_says_already_is_not_said_twice()
    {
        StatedPerson named = new(["chat:Rex"], "Rex Quill", null);

        AskedAbout.Of([named], SaidToBe(["chat:rex"], "rex quill")).ShouldBe([named]);
        AskedAbout.Of([named], SaidToBe(["chat:rex"], null)).ShouldBe([named]);
        AskedAbout.Of([named], SaidToBe(["github:rq"], null)).SelectMany(p => p.Accounts).ShouldBe(["chat:Rex", "github:rq"]);
    }

    [Fact]
    public void Before_anybody_said_anything_it_is_as_stated() =>
        AskedAbout.Of([Described], Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Unknown)]).State).ShouldBe([Described]);

    [Fact]
    public void A_description_said_by_a_seat_is_no_account_and_no_name() =>
        AskedAbout.Of([Described], SaidToBe([], null)).ShouldBe([Described]);

    [Fact]
    public void Who_was_mistaken_for_somebody_is_asked_about_no_more() =>
        AskedAbout.Of([Described], new GivenCase(SaidToBe(["chat:rex"], null), Monday).After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another one")).State).ShouldBe([Described]);
}
