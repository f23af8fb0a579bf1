using System.Reflection;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;

namespace Coc.Unit.Intake;

/// <summary>Quarantine and release (P10), and how much a report holds.</summary>
public sealed class KeepingCustody
{
    private static readonly Guid Case = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();
    private static readonly Guid Ira = Guid.NewGuid();
    private static readonly Guid Juno = Guid.NewGuid();

    private static Custody Quarantined => After(Custody.Free, Custody.Free.Quarantine(Case, Ira));

    [Fact]
    public void One_seat_quarantines_and_a_second_time_changes_nothing()
    {
        Quarantined.IsQuarantined.ShouldBeTrue();
        Quarantined.Quarantine(Case, Juno).ShouldBeEmpty();
    }

    [Fact]
    public void Two_seats_release_and_one_seat_twice_is_one()
    {
        var once = After(Quarantined, Quarantined.Release(Case, Ira));
        once.IsQuarantined.ShouldBeTrue();
        once.Releasing.ShouldBe([Ira]);
        once.Release(Case, Ira).ShouldBeEmpty();
        After(once, once.Release(Case, Juno)).IsQuarantined.ShouldBeFalse();
    }

    [Fact]
    public void A_release_half_agreed_does_not_count_for_the_next_quarantine()
    {
        var once = After(Quarantined, Quarantined.Release(Case, Ira));
        var free = After(once, once.Release(Case, Juno));
        var again = After(free, free.Quarantine(Case, Juno));
        again.Release(Case, Juno).OfType<EvidenceEvent.EvidenceReleased>().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_free_needs_no_release() => Custody.Free.Release(Case, Ira).ShouldBeEmpty();

    [Fact]
    public void In_quarantine_it_exists_for_the_case_that_did_it_only()
    {
        Quarantined.ExistsFor(Case).ShouldBeTrue();
        Quarantined.ExistsFor(Other).ShouldBeFalse();
        Quarantined.Release(Other, Juno).ShouldBeEmpty();
        Custody.Free.ExistsFor(Other).ShouldBeTrue();
    }

    [Fact]
    public void Every_event_is_known()
    {
        foreach (var type in typeof(EvidenceEvent).GetNestedTypes(BindingFlags.NonPublic).Where(t => t.IsSubclassOf(typeof(EvidenceEvent))))
        {
            Custody.Evolve(Custody.Free, (EvidenceEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type), Given.At);
        }
    }

    [Theory]
    [InlineData(0, 25, null)]
    [InlineData(49, 0, null)]
    [InlineData(50, 0, "evidenceFull")]
    [InlineData(10, 25, "evidenceFull")]
    public void A_report_holds_so_many_files_and_so_much(int files, int megabytes, string? code)
    {
        var size = files == 10 ? 25L * 1024 * 1024 : 1;
        var report = Given.State([Given.Filed(), .. Enumerable.Range(0, files).Select(_ => Added(size))]);

        (EvidenceLimits.Of(report.Evidence, megabytes * 1024L * 1024)?.Code).ShouldBe(code);
    }

    [Fact]
    public void What_was_erased_takes_nothing_more() =>
        Sender.Of(Given.State(Given.Filed() with { Text = new Sensitive<FiledText>(null, "", Erased: true) }), null).Closed!.Code.ShouldBe("erased");

    [Fact]
    public void An_erased_piece_stays_in_the_list_without_anything_about_it()
    {
        var report = Given.State(Given.Filed(), new ReportEvent.EvidenceAdded(Guid.NewGuid(), new Sensitive<EvidenceFacts>(null, "", Erased: true), "00"));
        report.Evidence.ShouldHaveSingleItem().Facts.ShouldBeNull();
    }

    private static ReportEvent.EvidenceAdded Added(long size) =>
        new(Guid.NewGuid(), Sensitive.Of(new EvidenceFacts("n", size, "00", "text/plain", null, false, null, null), "reporter:1"), "00");

    private static Custody After(Custody custody, IEnumerable<EvidenceEvent> events) => events.Aggregate(custody, (c, e) => Custody.Evolve(c, e, Given.At));
}
