using Coc.Cases.Consumers;
using Coc.Cases.Domain;
using Coc.Cases.DueWork;
using Coc.Cases.Features.Acknowledging;
using Coc.Cases.Features.AnsweringDataRequests;
using Coc.Cases.Features.Appealing;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.AskingPriorViolations;
using Coc.Cases.Features.Assigning;
using Coc.Cases.Features.AttachingEvidence;
using Coc.Cases.Features.BorrowingCoDeciders;
using Coc.Cases.Features.Closing;
using Coc.Cases.Features.Communicating;
using Coc.Cases.Features.ConsultingCounsel;
using Coc.Cases.Features.EngagingOutsiders;
using Coc.Cases.Features.ErasingIdentities;
using Coc.Cases.Features.HandingOn;
using Coc.Cases.Features.HandlingJointly;
using Coc.Cases.Features.HearingPersons;
using Coc.Cases.Features.IdentifyingSubjects;
using Coc.Cases.Features.InvitingAffected;
using Coc.Cases.Features.JudgingJurisdiction;
using Coc.Cases.Features.KeepingAgreements;
using Coc.Cases.Features.LinkingReports;
using Coc.Cases.Features.ListingCases;
using Coc.Cases.Features.Mediating;
using Coc.Cases.Features.MergingSubjects;
using Coc.Cases.Features.MistakingSubjects;
using Coc.Cases.Features.Monitoring;
using Coc.Cases.Features.NamingHandlers;
using Coc.Cases.Features.NamingProjects;
using Coc.Cases.Features.NamingWitnesses;
using Coc.Cases.Features.NoticingResolutions;
using Coc.Cases.Features.OpeningByCommittee;
using Coc.Cases.Features.Proposing;
using Coc.Cases.Features.RaisingUrgency;
using Coc.Cases.Features.ReadingCases;
using Coc.Cases.Features.ReadingEvidence;
using Coc.Cases.Features.ReadingReports;
using Coc.Cases.Features.ReadingRooms;
using Coc.Cases.Features.RecordingRiskFactors;
using Coc.Cases.Features.RenewingCodes;
using Coc.Cases.Features.Reopening;
using Coc.Cases.Features.RequestingComments;
using Coc.Cases.Features.RetainingEvidence;
using Coc.Cases.Features.Safeguarding;
using Coc.Cases.Features.ScreeningConflicts;
using Coc.Cases.Features.SearchingCases;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Cases.Features.ShowingToTheLedger;
using Coc.Cases.Features.SplittingReports;
using Coc.Cases.Features.TakingInterimMeasures;
using Coc.Cases.Features.TakingNotes;
using Coc.Cases.Features.TellingAccused;
using Coc.Cases.Features.TellingAhead;
using Coc.Cases.Features.TellingWhatWaits;
using Coc.Cases.Features.TrackingStatus;
using Coc.Cases.Features.Transferring;
using Coc.Cases.Features.Triaging;
using Coc.Cases.Features.UnlinkingReports;
using Coc.Cases.Features.UnsealingIdentities;
using Coc.Cases.Features.Voting;
using Coc.Cases.Features.WritingToReporters;
using Coc.Cases.Publishing;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Streams;

namespace Coc.Cases;

/// <summary>The parts of Cases, for the host.</summary>
internal static class CasesModule
{
    public static EventTypes EventTypes => new EventTypes().AddHierarchy(typeof(CaseEvent));

    public static void AddCases(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.Services.AddSingleton<CaseFinder>();
        builder.Services.AddSingleton(provider => new RecentStates<CaseState>(provider.GetRequiredService<IEventStore>(), CaseState.None, (state, e) => state.Apply([(CaseEvent)e.Data])));
        builder.Services.AddSingleton<CaseExecutor>().AddSingleton<OtherSide>();
        builder.Services.AddSingleton<CaseMessages>().AddSingleton<SameIncident>();
        builder.Services.AddSingleton<CaseReads>();
        builder.Services.AddSingleton<EvidenceDoor>();
        builder.Services.AddSingleton<CounselsDoor>().AddSingleton<EngagementsDoor>();
        builder.Services.AddSingleton<BodyDirectory>();
        builder.Services.AddSingleton<ReporterConsents>().AddSingleton<SeatsSetAside>().AddSingleton<ExcludingSeats>().AddSingleton<CounterComparing>().AddSingleton<Receivers>().AddSingleton<PersonsFoundOut>().AddSingleton<RoomDoor>().AddSingleton<AffectedDoor>().AddSingleton<RoomReading>().AddSingleton<HolderReading>().AddSingleton<TurnReading>().AddSingleton<ElsewhereReading>().AddSingleton<AppealDesk>();
        builder.Services.AddSingleton<ConflictViews>().AddSingleton<CurrentRequest>().AddSingleton<DescribedPersons>().AddSingleton<NoticesOfOtherBodies>();
        builder.Services.AddSingleton<KeyDestroyer>().AddSingleton<StepUpper>().AddSingleton<DueOffers>().AddSingleton<TransferClock>().AddSingleton<WaitingRows>().AddSingleton<PendingEmergencies>().AddSingleton<EarlyProgress>().AddHostedService<DueWorker>();
        builder.AddEventStore(settings, EventTypes, CaseRows.Projection);
        builder.AddMessaging(settings, CasePublishing.Table, s => s
            .Handle<BodyListed, BodyListedHandler>()
            .Handle<ReportRouted, ReportRoutedHandler>()
            .Handle<SeatEnded, SeatEndedHandler>()
            .Handle<JurisdictionEvaluated, JurisdictionEvaluatedHandler>()
            .Handle<SanctionProgressed, SanctionProgressedHandler>()
            .Handle<MeasureEndsSoon, MeasureEndsSoonHandler>()
            .Handle<EmergencyTaken, EmergencyTakenHandler>()
            .Handle<AccusedWrote, AccusedWroteHandler>()
            .Handle<ReporterWrote, ReporterWroteHandler>());
    }

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var bodies = routes.MapGroup("/api/bodies/{slug}").For(CallerKind.Seat);
        bodies.MapListingConflictRequests();
        bodies.MapListingCases();
        bodies.MapOpeningByCommittee();
        bodies.MapSearchingCases();
        routes.MapAnsweringConflicts();
        routes.MapAnsweringAsCounsel();
        routes.MapWorkingFromOutside();
        MapCase(routes.MapGroup("/api/cases/{id:guid}").For(CallerKind.Seat));
        routes.MapGivingTexts();
        routes.MapGivingToRooms();
        routes.MapGivingParts();
        routes.MapAnsweringAppealStandings();
        routes.MapAnsweringWishes();
        routes.MapAnsweringWhoIsNeeded();
        routes.MapAnsweringWhoIsTooClose();
        routes.MapHoldingEvidence();
        routes.MapNamingHandlers();
        routes.MapAnsweringTransfers();
        routes.MapVisibleTransfers();
        routes.MapAnsweringVisibility();
        routes.MapAnsweringWhomCasesSetAside();
        routes.MapHearingOfExclusions();
        routes.MapAnsweringForWhom();
        routes.MapAnsweringPriorStanding();
        routes.MapGivingAccounts();
    }

    private static void MapCase(IEndpointRouteBuilder cases)
    {
        cases.MapReadingCases();
        cases.MapReadingReports();
        cases.MapReadingEvidence();
        cases.MapAttachingEvidence();
        cases.MapUnsealingIdentities();
        cases.MapStatingConflicts();
        cases.MapAcknowledging();
        cases.MapWritingToReporters();
        cases.MapTriaging();
        cases.MapAssigning();
        cases.MapBorrowingCoDeciders();
        cases.MapEngagingOutsiders();
        cases.MapRaisingUrgency();
        cases.MapTakingNotes();
        cases.MapJudgingJurisdiction();
        cases.MapRecordingRiskFactors();
        cases.MapAskingCounsel();
        cases.MapLinkingReports();
        cases.MapUnlinkingReports();
        cases.MapIdentifyingSubjects();
        cases.MapMistakingSubjects();
        cases.MapMergingSubjects();
        cases.MapNamingWitnesses();
        cases.MapTakingInterimMeasures();
        cases.MapHearingPersons();
        cases.MapTellingAccused();
        cases.MapInvitingAffected();
        cases.MapSafeguardingMinors();
        cases.MapHandingOn();
        cases.MapRetainingEvidence();
        cases.MapMediating();
        cases.MapRequestingComments();
        cases.MapAnsweringDataRequests();
        cases.MapRenewingCodes();
        cases.MapSplittingReports();
        cases.MapReadingRooms();
        cases.MapTrackingStatus();
        cases.MapProposing();
        cases.MapVoting();
        cases.MapCommunicating();
        cases.MapOfferingTransfer();
        cases.MapNamingProjects();
        cases.MapNoticingResolutions();
        cases.MapClosing();
        cases.MapReopening();
        cases.MapKeepingAgreements();
        cases.MapApologising();
        cases.MapTakingLooks();
        cases.MapHandlingJointly();
    }
}
