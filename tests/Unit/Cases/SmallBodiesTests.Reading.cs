using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class SmallBodiesTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("no", false)]
    [InlineData("yes", true)]
    public void Whoever_is_lent_reads_what_the_panel_wrote_only_where_the_reporter_agreed_and_what_counsel_said_never(string? said, bool reads)
    {
        var given = WithLent().After(
            new CaseCommand.AddNote(Seat(1), Monday, Id(40), "Carol, who reported, says so."), new CaseCommand.WriteToReporter(Seat(1), Monday, Id(41), Report, "Dear Carol"));
        var state = given.State with
        {
            Consents = said is null ? [] : [new Consent(Report, "lent", null, said)],
            LegalRequests = [new LegalRequest(Id(42), null, "counsel", "q", [], Monday, Seat(1), Monday) { Outcome = "noExposure", Note = "privileged" }],
        };

        var seen = AffectedPeople.SeenBy(state, state.SeatOf(Lent(1)));

        (seen.Notes.Any(n => n.Text!.Contains("Carol", StringComparison.Ordinal)), seen.Messages.Any(m => m.Text == "Dear Carol")).ShouldBe((reads, reads));
        seen.LegalRequests.ShouldHaveSingleItem().Note.ShouldBeNull();
        AffectedPeople.SeenBy(state, state.SeatOf(Seat(2))).ShouldBeSameAs(state);
        AffectedPeople.HiddenFrom(state, state.SeatOf(Lent(1))!)(new CaseEvent.NoteAdded(Id(40), Texts.Panel("x"), Seat(1), Monday)).ShouldBe(!reads);
    }

    [Theory]
    [InlineData("no", false)]
    [InlineData("yes", true)]
    public void Whoever_is_lent_reads_what_was_sent_to_a_reporter_only_where_they_agreed_and_every_draft_that_waits_for_a_second_seat(string said, bool reads)
    {
        var state = WithLent().State with
        {
            Consents = [new Consent(Report, "lent", null, said)],
            Communications = [Word(40) with { State = "sent", SentAt = Monday }, Word(41), Word(42) with { Report = null, To = "accused", Person = Rex, State = "sent", SentAt = Monday }],
            SafeguardingReached = [new("Carol's mother said so.", Seat(1), Monday)],
            GuardiansReached = [new("Carol's mother said so.", Seat(1), Monday)],
            DataRequests = [Answered(43, Report, null), Answered(44, Id(45), Rex)],
            PersonChanges = [new("merged", Tam, Rex, "Carol says so.", Seat(1), Monday)],
            Carried = [new CarriedText("note", Monday, null, Texts.Panel("Carol said so.")), new CarriedText("hearing", Monday, Rex, Texts.Panel("I was tired."))],
        };

        var seen = AffectedPeople.SeenBy(state, state.SeatOf(Lent(1)));

        seen.Communications.Select(c => c.Id).ShouldBe(reads ? [Id(40), Id(41), Id(42)] : [Id(41), Id(42)]);
        (seen.SafeguardingReached.ShouldHaveSingleItem().Note is not null).ShouldBe(reads);
        (seen.GuardiansReached.ShouldHaveSingleItem().Note is not null).ShouldBe(reads);
        (seen.PersonChanges.ShouldHaveSingleItem().Reason is not null).ShouldBe(reads);
        seen.Carried.Select(t => t.Kind).ShouldBe(reads ? ["note", "hearing"] : ["hearing"]);
        seen.DataRequests.Select(r => r.Sent is not null).ShouldBe([reads, true], "what was answered to the person the case is about says nothing of who reported");

        static DataRequest Answered(int id, Guid party, Guid? person) => new(Id(id), party, person, "copy", Monday, Monday) { Outcome = "granted", Sent = new(Id(46), "granted", null, "Dear Carol", Seat(1), Monday) };

        static Communication Word(int id) => new(Id(id), "reporter", null, Report, "Dear Carol", Seat(1), Monday);
    }

    [Theory]
    [InlineData("lent", true, false)]
    [InlineData("foundation", false, true)]
    public void Who_agreed_to_one_person_lent_said_nothing_of_the_foundation_and_the_other_way_round(string audience, bool lentReads, bool foundationReads)
    {
        var given = WithLent().After(new CaseCommand.AddNote(Seat(1), Monday, Id(40), "Carol, who reported, says so."));
        given = given with { State = given.State with { Consents = [new Consent(Report, audience, null, "yes")] } };
        AffectedPeople.SeenBy(given.State, given.State.SeatOf(Lent(1))).Notes.Any().ShouldBe(lentReads);

        var said = new Dictionary<Guid, string>();
        if (audience == "foundation")
        {
            said[Report] = "yes";
        }

        var offered = given.After(new CaseCommand.OfferTransfer(Seat(1), given.Now, Id(50), "orrery", null, null, "all") { Consents = new("foundation", said) });
        offered.Events.OfType<CaseEvent.ConsentAsked>().Any().ShouldBe(!foundationReads);
        Transferring.Content(offered.State, given.Now, r => Consenting.IsSealed(offered.State, r)).Any(t => t.Kind == "note").ShouldBe(foundationReads);
    }

    [Fact]
    public void Whom_a_reporter_was_asked_about_when_it_was_the_whole_foundation_reads_as_the_foundation()
    {
        var given = WithLent().After(new CaseCommand.AddNote(Seat(1), Monday, Id(40), "Carol, who reported, says so."));
        var old = given.State.Apply([new CaseEvent.CoDeciderAsked("orrery", [], Monday, Seat(1), Monday)]);
        old.Loan!.Audience.ShouldBe("foundation");

        var state = given.State with { Loan = old.Loan, Consents = [new Consent(Report, "foundation", null, "yes")] };
        AffectedPeople.SeenBy(state, state.SeatOf(Lent(1))).Notes.ShouldHaveSingleItem();
        Consenting.AudienceOf(state, "lent").ShouldBe("foundation");
    }

    [Fact]
    public void Whoever_has_not_said_is_asked_about_that_one_person()
    {
        var given = Two().Ready().After(Ask(Foundation(1)) with { Consents = new("lent", new Dictionary<Guid, string>()) });

        given.Then<CaseEvent.ConsentAsked>().ShouldBe(new(Report, "lent", "orrery", Monday.AddHours(48), Monday));
        given.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain("about one person who decides with us, and about nobody else there");
        given.State.Loan!.Audience.ShouldBe("lent");
    }

    [Fact]
    public void Silence_about_who_is_lent_ends_no_offer_that_waits_for_another_word()
    {
        var given = Two().Ready().After(Ask(Foundation(1)) with { Consents = new("lent", new Dictionary<Guid, string>()) }).Later(TimeSpan.FromHours(24))
            .After(new CaseCommand.OfferTransfer(Seat(1), Monday.AddHours(24), Id(50), "orrery", null, null, "all") { Consents = new("foundation", new Dictionary<Guid, string>()) });

        var silent = given.Later(TimeSpan.FromHours(24)).When(new CaseCommand.EndConsentWindow(Monday.AddHours(48)));
        silent.Then<CaseEvent.ConsentAnswered>().ShouldSatisfyAllConditions(a => a.Audience.ShouldBe("lent"), a => a.Answer.ShouldBe("silence"));
        silent.State.Offer!.IsOpen.ShouldBeTrue();
        silent.Later(TimeSpan.FromHours(24)).When(new CaseCommand.EndConsentWindow(Monday.AddHours(72))).Then<CaseEvent.TransferNotMade>();
    }

    [Fact]
    public void Nobody_lent_reads_what_was_written_on_an_affected_persons_page()
    {
        var (page, given) = (Id(77), WithLent().After(new CaseCommand.WriteToReporter(Seat(1), Monday, Id(42), Report, "Dear Carol")));
        var state = given.State with { Affected = [new AffectedPage(page, Report, 1)], Consents = [new Consent(Report, "lent", null, "yes"), new Consent(page, "lent", null, "yes")] };
        state = state with
        {
            Messages = [.. state.Messages, (Id(43), page, "Dear Ana", Seat(1), Monday)],
            Communications = [Word(44) with { State = "sent", SentAt = Monday }, Word(45)],
            ReportersSaid = [new(page, Id(46), ReporterWord.Entered, null, Monday)],
            Apologies = [new(Id(47), Id(48), Rex, page, Seat(1), Monday)],
            DataRequests = [new(Id(49), page, null, "copy", Monday, Monday)],
        };

        var seen = AffectedPeople.SeenBy(state, state.SeatOf(Lent(1)));

        seen.ThreadIds.ShouldBe([Report], "what is in no thread is opened by no door: neither the page, nor a file that was sent to it");
        seen.Messages.Select(m => m.Report).Distinct().ShouldBe([Report]);
        (seen.ReportersSaid.Any(), seen.Apologies.Any(), seen.DataRequests.Any()).ShouldBe((false, false, false));
        seen.Communications.Select(c => c.Id).ShouldBe([Id(45)], "a draft waits for the eyes of a second seat, and may have no other");
        AffectedPeople.HiddenFrom(state, state.SeatOf(Lent(1))!)(new CaseEvent.AffectedCodeMade(page, Report, 1, Seat(1), Monday)).ShouldBeTrue();

        Communication Word(int id) => new(Id(id), "affected", null, page, "Dear Ana", Seat(1), Monday);
    }
}
