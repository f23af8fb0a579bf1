using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>Two persons become one, or one becomes two (R66), and whoever else the case is about stays who they are.</summary>
public sealed class PersonsApartTests
{
    private static readonly Guid Lark = Id(902);

    private static CaseCommand.Identify Says(int seat, Guid person, string account) => new(Seat(seat), Monday, person, [account], null, null, true);

    private static CaseCommand.MergeSubjects Same(int seat, Guid person, Guid into) => new(Seat(seat), Monday, person, into, "The same address.");

    private static CaseCommand.Hear Heard(int id, Guid person) => new(Seat(1), Monday, Id(id), person, "I was tired.", false, null);

    private static CaseCommand.TakeInterimMeasure Mute(int id, Guid person) => new(Seat(1), Monday, Id(id), person, "mute", [], Monday.AddDays(5), "threats");

    [Fact]
    public void Whoever_is_neither_of_the_two_keeps_what_is_theirs_and_the_one_has_what_both_had()
    {
        var three = Opened(subjects: [new(Rex, "heron", Identification.Claimed), new(Tam, "wren", Identification.Claimed), new(Lark, "lark", Identification.Claimed)]).Cleared().Triaged().After(
            Heard(710, Rex), Heard(711, Tam), Heard(712, Lark), Says(3, Rex, "chat:rex"), Says(4, Rex, "chat:rex"), Says(1, Tam, "chat:tam"), Says(2, Tam, "chat:tam"), Same(3, Rex, Lark), Same(1, Rex, Tam));

        var merged = three.After(Same(2, Tam, Rex));

        merged.Then<CaseEvent.SubjectsMerged>().ShouldSatisfyAllConditions(m => m.Person.ShouldBe(Tam), m => m.Into.ShouldBe(Rex));
        merged.State.Hearings.Select(h => h.Person).ShouldBe([Rex, Rex, Lark]);
        merged.State.Subjects.Select(s => s.Person).ShouldBe([Rex, Lark]);
        merged.State.SubjectOf(Rex)!.ShouldSatisfyAllConditions(
            s => s.ClaimedBy.ShouldBe([Seat(3), Seat(4), Seat(1), Seat(2)], ignoreOrder: true), s => s.Accounts.ShouldBe(["chat:rex", "chat:tam"], ignoreOrder: true), s => s.Formerly.ShouldBe([Tam]),
            s => s.SaidSame.ShouldBe([(Lark, Seat(3))], "that word is still one of two"));
    }

    [Fact]
    public void Whom_a_report_names_was_not_found_out_by_the_committee_because_the_other_was()
    {
        var found = Opened().Cleared().Triaged().After(new CaseCommand.AddSubject(Seat(1), Monday, Tam, "wren", ["chat:tam"], null, null)).Cleared();
        found.State.SubjectOf(Tam)!.Added.ShouldBeTrue();

        found.After(Same(1, Tam, Rex), Same(2, Tam, Rex)).State.SubjectOf(Rex)!.Added.ShouldBeFalse();
    }

    [Fact]
    public void Parted_what_somebody_said_goes_with_who_said_it_and_what_was_not_named_stays()
    {
        var one = Opened().Cleared().Triaged().After(Says(1, Rex, "chat:lark"), Says(2, Rex, "chat:lark"), Heard(710, Rex), Heard(711, Rex), Mute(40, Rex));

        var split = one.After(new CaseCommand.SplitSubject(Seat(1), Monday, Rex, Lark, "lark", ["chat:lark"], null, null, [Id(711)], "Another person has that name."));

        split.State.Hearings.Select(h => (h.Id, h.Person)).ShouldBe([(Id(710), Rex), (Id(711), Lark)]);
        split.State.Interim.ShouldHaveSingleItem().Person.ShouldBe(Rex);
    }
}
