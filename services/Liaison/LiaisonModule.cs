using Coc.Contracts.Cases;
using Coc.Contracts.Intake;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Liaison.Consumers;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Gatherings;
using Coc.Liaison.Domain.Routing;
using Coc.Liaison.Domain.Transfers;
using Coc.Liaison.Features.AddingBodies;
using Coc.Liaison.Features.AmendingSeats;
using Coc.Liaison.Features.AnnouncingChanges;
using Coc.Liaison.Features.AnsweringTransfers;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Liaison.Features.EndingSeats;
using Coc.Liaison.Features.ExplainingJurisdiction;
using Coc.Liaison.Features.FillingSeats;
using Coc.Liaison.Features.ForwardingReports;
using Coc.Liaison.Features.HandlingReports;
using Coc.Liaison.Features.Importing;
using Coc.Liaison.Features.ListingBodies;
using Coc.Liaison.Features.ListingIncidentNotices;
using Coc.Liaison.Features.ListingRefusedSeats;
using Coc.Liaison.Features.ListingSeats;
using Coc.Liaison.Features.ListingTransfers;
using Coc.Liaison.Features.MeasuringHandOvers;
using Coc.Liaison.Features.NotingOversight;
using Coc.Liaison.Features.PreviewingReports;
using Coc.Liaison.Features.ReadingTransfers;
using Coc.Liaison.Features.RegisteringEvents;
using Coc.Liaison.Features.SettingDuty;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Liaison.Features.StrikingValues;
using Coc.Liaison.Features.SwappingDuty;
using Coc.Liaison.Features.TellingOfEvents;
using Coc.Liaison.Features.TellingWhatWaits;
using Coc.Liaison.Publishing;
using Coc.Liaison.Routing;
using Coc.Liaison.Transfers;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;

namespace Coc.Liaison;

/// <summary>Liaison as a whole: what it stores, takes, publishes and answers.</summary>
internal static class LiaisonModule
{
    /// <summary>All event types this service stores.</summary>
    public static EventTypes Events() => new EventTypes().AddHierarchy(typeof(BodyEvent)).AddHierarchy(typeof(RoutingEvent)).AddHierarchy(typeof(TransferEvent)).Add(typeof(GatheringListed)).Add(typeof(CaseEvaluated));

    public static void AddLiaison(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.AddEventStore(settings, Events(), BodyStreams.Projection, TransferStreams.Projection, EventRegister.Projection);
        builder.AddMessaging(settings, LiaisonPublishing.Table(), s => s
            .Handle<ReportReceived, ReportReceivedHandler>()
            .Handle<SubjectsIdentified, SubjectsIdentifiedHandler>()
            .Handle<CaseProgressed, CaseProgressedHandler>()
            .Handle<TransferOffered, TransferOfferedHandler>()
            .Handle<CaseTransferred, CaseTransferredHandler>()
            .Handle<TransferEnded, TransferEndedHandler>()
            .Handle<TransferReminded, TransferRemindedHandler>()
            .Handle<TransferDisputed, TransferDisputedHandler>()
            .Handle<TransferSettled, TransferSettledHandler>()
            .Handle<JurisdictionFactsChanged, Reevaluation>()
            .Handle<IncidentNoticed, IncidentNoticedHandler>()
            .Handle<IncidentNoticeStruck, IncidentNoticeStruckHandler>()
            .Handle<ResolutionNoticed, ResolutionNoticedHandler>());
        builder.Services
            .AddSingleton<BodyDirectory>().AddSingleton<BodyExecutor>().AddSingleton<SurroundingsReader>().AddSingleton<Seating>().AddSingleton<BodyHistory>().AddSingleton<Wall>()
            .AddSingleton<Candidates>().AddSingleton<HandOverTimes>().AddSingleton<Forwarded>().AddSingleton<SetAside>().AddSingleton<CasesSetAside>().AddSingleton<Overseen>().AddSingleton<Entrusted>().AddSingleton<NoticeReceivers>().AddSingleton<ConcernedReader>().AddSingleton<RoutingExecutor>().AddSingleton<HandlingBodies>().AddSingleton<WalledRows>()
            .AddSingleton<TransferExecutor>().AddSingleton<TransferDoor>().AddSingleton<WalledTransfers>().AddSingleton<CasesOfTransfers>().AddSingleton<AnswerTransfer.Handler>().AddSingleton<AnswerForWhom>()
            .AddSingleton<TransferRows>().AddSingleton<NoticeRows>().AddSingleton<WalledNotices>().AddSingleton<EventRegister>().AddSingleton<RegisterEvent.Handler>()
            .AddSingleton<Invitations>().AddSingleton<RefusalLimit>().AddSingleton<Eligibility>().AddSingleton<SeatDoor>().AddSingleton<AddBody.Handler>().AddSingleton<FillSeat.Handler>().AddSingleton<ConfirmChange.Handler>().AddSingleton<NoteOversight.Handler>()
            .AddSingleton<Importer>().AddSingleton<DirectoryImporter>().AddSingleton<DirectoryExporter>().AddSingleton<DirectoryInvitations>().AddHostedService<TermKeeper>();
    }

    public static void MapLiaison(this IEndpointRouteBuilder routes)
    {
        ListBodies.Map(routes);
        AddBody.Map(routes);
        SetPolicy.Map(routes);
        ListSeats.Map(routes);
        ListRefusedSeats.Map(routes);
        FillSeat.Map(routes);
        AmendSeat.Map(routes);
        StrikeValues.Map(routes);
        EndSeat.Map(routes);
        ConfirmChange.Map(routes);
        PreviewReport.Map(routes);
        ExplainJurisdiction.Map(routes);
        RegisterEvent.Map(routes);
        ListTransfers.Map(routes);
        AnswerForWhom.Map(routes);
        AnswerTransfer.Map(routes);
        ReadTransfer.Map(routes);
        ListIncidentNotices.Map(routes);
        HandleReports.Map(routes);
        TellOfEvent.Map(routes);
        ForwardReport.Map(routes);
        Oversee.Map(routes);
        SetDuty.Map(routes);
        SwapDuty.Map(routes);
        ListAnnouncements.Map(routes);
        NoteOversight.Map(routes);
    }
}
