using Coc.Contracts.Cases;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Intake.Consumers;
using Coc.Intake.Domain;
using Coc.Intake.Features.Apologising;
using Coc.Intake.Features.Appealing;
using Coc.Intake.Features.AskingConsent;
using Coc.Intake.Features.AskingBack;
using Coc.Intake.Features.AskingForData;
using Coc.Intake.Features.CheckingIn;
using Coc.Intake.Features.Claiming;
using Coc.Intake.Features.Commenting;
using Coc.Intake.Features.ComparingReports;
using Coc.Intake.Features.Complaining;
using Coc.Intake.Features.Excluding;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.Forwarding;
using Coc.Intake.Features.HoldingIdentities;
using Coc.Intake.Features.IdentifyingSubjects;
using Coc.Intake.Features.InvitingAffected;
using Coc.Intake.Features.KeepingEvidence;
using Coc.Intake.Features.KeepingRooms;
using Coc.Intake.Features.ListingBodies;
using Coc.Intake.Features.Mediating;
using Coc.Intake.Features.QuarantiningEvidence;
using Coc.Intake.Features.ReadingEvidence;
using Coc.Intake.Features.ReadingReceipts;
using Coc.Intake.Features.ReadingReports;
using Coc.Intake.Features.ReadingRooms;
using Coc.Intake.Features.RenewingCodes;
using Coc.Intake.Features.ScreeningConflicts;
using Coc.Intake.Features.TakingCopies;
using Coc.Intake.Features.TellingPlaces;
using Coc.Intake.Features.Writing;
using Coc.Intake.Features.WritingInRooms;
using Coc.Intake.Notifying;
using Coc.Intake.Publishing;
using Coc.Mailing;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Npgsql;

namespace Coc.Intake;

/// <summary>Intake's parts, for the host.</summary>
internal static class IntakeModule
{
    public static EventTypes EventTypes => new EventTypes().AddHierarchy(typeof(ReportEvent)).AddHierarchy(typeof(EvidenceEvent)).Add(typeof(ReportRead)).Add(typeof(EvidenceRead))
        .AddHierarchy(typeof(RoomEvent)).Add(typeof(RoomRead));

    public static void AddIntake(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.Services.AddSingleton<Reports>();
        builder.Services.AddSingleton<Readers>();
        builder.Services.AddSingleton<HandedCodes>().AddSingleton<AffectedCodes>().AddSingleton<RenewedCodes>();
        builder.Services.AddSingleton<Rooms>().AddSingleton<RoomCodes>().AddSingleton<AppealDesk>().AddSingleton<AppealStandings>();
        builder.Services.AddSingleton<Forwardings>().AddSingleton<ForwardedBySeats>().AddSingleton<NamedByCommittees>();
        builder.Services.AddSingleton<ReportFollower>().AddSingleton<ReporterNews>();
        builder.AddMailing<ReporterLetters>(settings);
        builder.Services.AddSingleton(p => new ContentKeys(p.GetRequiredService<NpgsqlDataSource>(), settings.Master!));
        builder.Services.AddSingleton<Vault>().AddSingleton<Uploads>().AddSingleton<Pieces>().AddSingleton<ExcludedReaders>().AddSingleton<TellingCases>().AddSingleton<Opening>().AddSingleton<WaysBack>();
        builder.Services.AddSingleton<EvidenceClearing>().AddHostedService(p => p.GetRequiredService<EvidenceClearing>());
        builder.Services.AddSingleton<BodyDirectory>();
        builder.Services.AddHostedService(p => p.GetRequiredService<BodyDirectory>());
        builder.AddEventStore(settings, EventTypes);
        builder.AddMessaging(settings, IntakePublishing.Table, s => s
            .Handle<BodyListed, BodyListedHandler>()
            .Handle<EventListed, EventListedHandler>()
            .Handle<ReportRouted, ReportRoutedHandler>()
            .Handle<CaseOpened, CaseOpenedHandler>()
            .Handle<CaseProgressed, CaseProgressedHandler>()
            .Handle<CaseTransferred, CaseTransferredHandler>()
            .Handle<FollowUpAsked, FollowUpAskedHandler>()
            .Handle<ConsentAsked, ConsentAskedHandler>()
            .Handle<PartSplitOff, PartSplitOffHandler>()
            .Handle<CodeRenewalAgreed, CodeRenewalAgreedHandler>()
            .Handle<MediationMoved, MediationMovedHandler>()
            .Handle<ApologyPassedOn, ApologyPassedOnHandler>()
            .Handle<CommentMoved, CommentMovedHandler>()
            .Handle<DataRequestMoved, DataRequestMovedHandler>()
            .Handle<OwnDataErased, OwnDataErasedHandler>()
            .Handle<SubjectsErased, SubjectsErasedHandler>()
            .Handle<ReleasedToRoom, ReleasedToRoomHandler>()
            .Handle<MessageToReporter, MessageToReporterHandler>());
    }

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        routes.MapFiling();
        routes.MapReadingReceipts();
        routes.MapWriting();
        routes.MapExcluding();
        routes.MapComplaining();
        routes.MapWritingToComplaints();
        routes.MapCheckingIn();
        routes.MapSendingEvidence();
        routes.MapBringingEvidence();
        routes.MapReadingEvidence();
        routes.MapQuarantiningEvidence();
        routes.MapIdentifyingSubjects();
        routes.MapScreeningConflicts();
        routes.MapReadingReports();
        routes.MapComparingReports();
        routes.MapHoldingIdentities();
        routes.MapAnsweringConsents();
        routes.MapForwarding();
        routes.MapExchangingCodes();
        routes.MapOpeningRooms();
        routes.MapInvitingAffected();
        routes.MapMediating();
        routes.MapApologising();
        routes.MapCommenting();
        routes.MapAskingForData();
        routes.MapTakingCopies();
        routes.MapTellingPlaces();
        routes.MapRenewingCodes();
        routes.MapAppealing();
        routes.MapAskingBack();
        routes.MapReadingRooms();
        routes.MapWritingInRooms();
    }
}
