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

    [Fact]
    public void One_known_account_does_not_hide_another_nor_a_name_nobody_stated()
    {
        StatedPerson report = new(["chat:rex", "github:rex"], null, null);

        AskedAbout.Of([report], SaidToBe(["chat:rex", "github:rq"], null)).SelectMany(p => p.Accounts).ShouldBe(["chat:rex", "github:rex", "chat:rex", "github:rq"]);
        AskedAbout.Of([report], SaidToBe(["github:rex"], "Rex Quill")).Select(p => p.Name).ShouldBe([null, "Rex Quill"]);
        AskedAbout.Of([report], SaidToBe(["github:rex"], null)).ShouldBe([report]);
        AskedAbout.Of([new(["chat:ann"], null, null), report], SaidToBe(["github:rex"], null)).Count.ShouldBe(2, "one of the reports says so");
    }

    [Fact]
    public void A_name_alone_is_somebody_and_a_blank_is_not()
    {
        AskedAbout.Describes([new([], "Rex Quill", null)]).ShouldBeFalse();
        AskedAbout.Describes([new(["chat:rex"], null, null)]).ShouldBeFalse();
        AskedAbout.Describes([new([], " ", "tall"), new([], "Rex Quill", null)]).ShouldBeTrue();
        AskedAbout.Of([new([], "Rex Quill", null)], SaidToBe([], "rex quill")).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_list_is_another_one_with_every_account_and_name_that_is_said_and_the_same_in_any_order()
    {
        var given = Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Claimed), new CaseSubject(Tam, "wren", Identification.Claimed)]).Cleared();
        CaseState Said(IReadOnlyList<string> accounts, string? name) => given.After(new CaseCommand.Identify(Seat(1), Monday, Rex, accounts, name, null, false)).State;

        CaseState[] lists =
        [
            given.State, Said(["chat:rex"], null), Said(["chat:rex", "github:rex"], null), Said([], "Rex Quill"), given.Linked(Id(801)).State,
            given.After(new CaseCommand.Identify(Seat(1), Monday, Tam, ["chat:rex"], null, null, false)).State, given.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Tam, "another")).State,
        ];
        lists.Select(s => AskedAbout.Seen(s, Id(1))).Distinct().Count().ShouldBe(lists.Length);
        var both = Said(["github:rex", "chat:rex"], null);
        AskedAbout.Seen(both with { Subjects = [.. both.Subjects.Reverse()], Reports = [.. both.Reports.Reverse()] }, Id(1)).ShouldBe(AskedAbout.Seen(lists[2], Id(1)));
        AskedAbout.Seen(given.State, Id(2)).ShouldNotBe(AskedAbout.Seen(given.State, Id(1)), "two seats cannot compare theirs");
    }
}
