using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1: an answer is about the list of persons that was seen, and about nobody who came to it since.</summary>
public sealed class SeenListTests
{
    private static CaseCommand.AddSubject Add => new(Seat(1), Monday, Tam, "tern", ["github:tam"], "Tam", null);

    private static CaseCommand.Identify Naming(int by, string? name = "Rex Quill", params string[] accounts) => new(Seat(by), Monday, Rex, accounts, name, null, true) { Described = true };

    private static GivenCase Described() => Opened(subjects: [new CaseSubject(Rex, "heron", Identification.Unknown)]);

    private static CaseCommand.AnswerConflict Saying(Conflict answer, string? seen) => new(Seat(2), Monday, answer, [], null, seen);

    private static IEnumerable<Guid> AskedAgain(GivenCase given) => given.Events.OfType<CaseEvent.ConflictAskedAgain>().Select(e => e.Seat);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_to_the_list_before_counts_for_nobody_and_can_be_given_anew(bool soft)
    {
        var answer = soft ? Conflict.Soft : Conflict.None;
        var given = Opened().Cleared(1);
        var before = given.Shown(Seat(2));
        var added = given.After(Add);

        var stale = added.When(Saying(answer, before));
        stale.ThenRefused("listChanged");
        stale.State.SeatOf(Seat(2)).ShouldBe(added.State.SeatOf(Seat(2)), "nothing is lost, nothing is kept");
        added.After(Saying(answer, added.Shown(Seat(2)))).State.SeatOf(Seat(2))!.Conflict.ShouldBe(answer);
    }

    [Fact]
    public void Hard_is_hard_whoever_came_since()
    {
        var given = Opened().Cleared(1);

        given.After(Add).After(Saying(Conflict.Hard, given.Shown(Seat(2)))).State.SeatOf(Seat(2))!.Conflict.ShouldBe(Conflict.Hard);
    }

    [Fact]
    public void Who_does_not_say_what_they_saw_saw_what_they_were_last_asked_about()
    {
        Opened().After(Saying(Conflict.None, null)).State.SeatOf(Seat(2))!.Clean.ShouldBeTrue();
        Opened().Cleared(1).After(Add).When(Saying(Conflict.None, null)).ThenRefused("listChanged");
        Opened().Cleared(1, 2).After(Add).After(Saying(Conflict.None, null)).State.SeatOf(Seat(2))!.Clean.ShouldBeTrue("they were asked about that person");
    }

    [Fact]
    public void Also_a_further_name_is_one_they_have_to_have_seen()
    {
        var given = Opened().Cleared(1);
        var before = given.Shown(Seat(2));

        given.After(Naming(1)).When(Saying(Conflict.None, before)).ThenRefused("listChanged");
        given.After(new CaseCommand.AddNote(Seat(1), Monday, Id(30), "n")).After(Saying(Conflict.None, before));
    }

    [Fact]
    public void No_two_seats_can_compare_what_they_send_back()
    {
        var given = Opened();

        given.Shown(Seat(1)).ShouldNotBe(given.Shown(Seat(2)));
    }

    [Fact]
    public void Who_was_only_described_and_gets_a_name_is_somebody_new_to_all_but_who_says_it()
    {
        var given = Described().Cleared(1, 2, 3).Answered(4, Conflict.Soft, "same company");

        var named = given.After(Naming(2));
        AskedAgain(named).ShouldBe([Seat(1), Seat(3), Seat(4)], ignoreOrder: true);
        named.State.SeatOf(Seat(2))!.Clean.ShouldBeTrue("who says it knows them");
        named.State.SeatOf(Seat(1))!.Sees.ShouldBeFalse();
        named.State.SeatOf(Seat(5))!.ShouldSatisfyAllConditions(s => s.AskedAgain.ShouldBeFalse(), s => AskedAbout.IsStale(named.State, s, null).ShouldBeTrue());

        var answered = named.Cleared(1);
        AskedAgain(answered.After(Naming(1))).ShouldBeEmpty("a second word on it, and further accounts, are about somebody they were asked about");
        AskedAgain(answered.After(Naming(1, "Rex Quill", "chat:rex"))).ShouldBeEmpty();
    }

    [Fact]
    public void Where_only_words_are_added_nobody_could_know_them_yet()
    {
        var given = Described().Cleared(1, 2);

        var worded = given.After(new CaseCommand.Identify(Seat(1), Monday, Rex, [], null, "tall", false) { Described = true });
        AskedAgain(worded).ShouldBeEmpty();
        AskedAgain(worded.After(Naming(2, null, "chat:rex"))).ShouldBe([Seat(1)]);
    }

    [Fact]
    public void Whom_the_report_names_is_asked_about_once()
    {
        AskedAgain(Opened().Cleared(1, 2).After(Naming(1))).ShouldBeEmpty("an account was there to know them by");
        AskedAgain(Described().Cleared(1, 2).After(Naming(1) with { Described = false })).ShouldBeEmpty("a name was");
    }

    [Fact]
    public void Somebody_the_committee_described_is_no_different()
    {
        var given = Opened().Cleared(1).After(Add with { Accounts = [], Name = null, Description = "tall" }).Cleared(2, 3);

        AskedAgain(given.After(new CaseCommand.Identify(Seat(2), Monday, Tam, ["github:tam"], null, null, false))).ShouldBe([Seat(1), Seat(3)], ignoreOrder: true);
    }

    [Fact]
    public void Whoever_is_asked_again_is_asked_about_the_list_as_it_is_then()
    {
        var known = Opened().Cleared().After(Naming(1, "Rex Quill", "chat:rex", "chat:tam"));
        Whole(known.After(new CaseCommand.SplitSubject(Seat(1), Monday, Rex, Tam, "tern", ["chat:tam"], null, null, [], "two people")));

        var into = Opened().Cleared(1, 2);
        var own = new GivenCase(Duplicate(into.State, Id(801), Monday), Monday).After(Naming(1, "Rex Quill", "chat:rex"));
        var parted = own.State with { Panel = [.. own.State.Panel.Select(p => p.Seat == Seat(2) ? p with { Conflict = Conflict.Unanswered } : p)] };
        Whole(into.After(new CaseCommand.LinkReport(Seat(1), Monday, Id(801), parted, [])));

        static void Whole(GivenCase given)
        {
            AskedAgain(given).ShouldNotBeEmpty();
            given.State.Panel.Where(p => p.AskedAgain).ShouldAllBe(p => !AskedAbout.IsStale(given.State, p, null));
        }
    }
}
