using Coc.Cases.Domain;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Platform.Messaging;

namespace Coc.Unit.Cases;

/// <summary>Everything a panel can write, and every name it can give: reporters', affected people's, witnesses', accused people's and their accounts, of people from outside.</summary>
public sealed partial class HandOverProperty
{
    private static readonly string[] Written =
    [
        "WriteToReporter", "Draft", "AskCounsel", "RecordConsultation", "NoteStatus", "NameWitness", "AskUnsealing", "NoteRetention", "ReachSafeguarding", "AddSubject", "SplitReport", "NoticeAccused", "EngageOutside", "ReportFromOutside",
        "JudgeJurisdiction", "DraftDataAnswer",
    ];

    /// <summary>The property, seen failing: where the context of a transfer stood in its notice, or a note in a step of the trail, it would be found. Both are in nearly every schedule, so 200 of them cannot miss it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_leak_would_be_seen(bool notice)
    {
        var leaking = notice
            ? new PublishingTable().Publish<CaseEvent.CaseOffered, TransferOffered>((e, stored, origin) => new(
                origin, e.Transfer, stored.Stream.Id, e.Reports, e.From, e.To, e.Rule, e.Context?.Value ?? e.CodeName, e.NotBefore, e.AnswerBy))
            : new PublishingTable().Publish<CaseEvent.NoteAdded, StepRecorded>((e, stored, origin) => new(
                origin, "noteAdded", "case", stored.Stream.Id, stored.Stream.Id, null, [], null, "R37", e.Text.Value));

        Should.Throw<Exception>(() => Check([], leaking)).ToString().ShouldContain(Lands.Canary);
    }

    private static void Write(Lands lands, CaseState state, Guid seat, int who)
    {
        var (now, word, report) = (lands.Now, Lands.Canary, state.ReportIds.FirstOrDefault());
        if (who % 20 > 17)
        {
            FromOutside(lands, state, seat);
            return;
        }

        lands.Do(state, (who % 20) switch
        {
            0 => new CaseCommand.WriteToReporter(seat, now, lands.New(), report, word),
            1 => new CaseCommand.Draft(seat, now, lands.New(), "reporter", null, report, word),
            2 => new CaseCommand.Draft(seat, now, lands.New(), "accused", Lands.Rex, null, word),
            3 => new CaseCommand.AskCounsel(seat, now, lands.New(), null, word, [word]),
            4 => new CaseCommand.RecordConsultation(seat, now, "proceedWithChanges", word, word),
            5 => new CaseCommand.NoteStatus(seat, now, "onHold", word),
            6 => new CaseCommand.NameWitness(seat, now, lands.New(), null, word),
            7 => new CaseCommand.AskUnsealing(seat, now, lands.New(), report, "law", word, [], word, false, seat),
            8 => new CaseCommand.NoteRetention(seat, now, lands.New(), word, now.AddDays(30)),
            9 when state.MinorSince is null => new CaseCommand.NoteMinor(seat, now),
            9 => new CaseCommand.ReachSafeguarding(seat, now, word),
            10 => new CaseCommand.AddSubject(seat, now, lands.New(), "lark", [word], word, word),
            11 => new CaseCommand.SplitReport(seat, now, report, [new(lands.New(), word, [], [], [])]),
            12 => new CaseCommand.NoticeAccused(seat, now, lands.New(), Lands.Rex, word, word, null, null, false, (word, word)),
            13 => new CaseCommand.JudgeJurisdiction(seat, now, true, null, word),
            14 when state.DataRequests.Count == 0 => new CaseCommand.HearDataRequest(now, lands.New(), report, "copy", now),
            14 => new CaseCommand.DraftDataAnswer(seat, now, state.DataRequests[^1].Id, lands.New(), "granted", null, word),
            15 => new CaseCommand.RequestComments(seat, now, lands.New(), [new(report, lands.New())], now.AddDays(1), word),
            16 => new CaseCommand.Close(seat, now, word),
            17 when state.Communications.LastOrDefault(c => c.State == "draft" && c.By != seat) is { } draft => new CaseCommand.Approve(seat, now, draft.Id),
            17 => new CaseCommand.WriteToReporter(seat, now, lands.New(), report, word),
            _ => new CaseCommand.AddNote(seat, now, lands.New(), word),
        });
    }

    // Somebody from outside is engaged; later they are asked, clear, and write.
    private static void FromOutside(Lands lands, CaseState state, Guid seat)
    {
        var (now, word) = (lands.Now, Lands.Canary);
        if (state.Engagements is not [.., var engagement])
        {
            lands.Do(state, new CaseCommand.EngageOutside(seat, now, new(new(lands.New(), lands.New(), "outside", false, "appointed", 0), word, false), "mediator", word, [word], now, now.AddDays(60))
            {
                Consents = new("outside", new Dictionary<Guid, string>()),
            });
            return;
        }

        foreach (var command in new CaseCommand[]
        {
            new CaseCommand.PassEngagementTime(now, engagement.Id), new CaseCommand.AnswerConflict(engagement.Seat, now, Conflict.None, [], word), new CaseCommand.ReportFromOutside(engagement.Seat, now, engagement.Id, lands.New(), word),
        })
        {
            lands.Do(lands.Find(state.Id)!, command);
        }
    }
}
