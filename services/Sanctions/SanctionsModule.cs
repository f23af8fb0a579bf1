using Coc.Contracts.Cases;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Sanctions.Consumers;
using Coc.Sanctions.Features.AmendingSanctions;
using Coc.Sanctions.Features.AnsweringNotices;
using Coc.Sanctions.Features.AnsweringServices;
using Coc.Sanctions.Features.AskingPriorViolations;
using Coc.Sanctions.Features.CarryingOutOrders;
using Coc.Sanctions.Features.ChangingPersons;
using Coc.Sanctions.Features.CheckingAttendees;
using Coc.Sanctions.Features.CheckingStanding;
using Coc.Sanctions.Features.ComingBack;
using Coc.Sanctions.Features.FollowingStanding;
using Coc.Sanctions.Features.KeepingApiKeys;
using Coc.Sanctions.Features.KeepingSpaces;
using Coc.Sanctions.Features.KeepingWebhooks;
using Coc.Sanctions.Features.LiftingSanctions;
using Coc.Sanctions.Features.OfferingSanctions;
using Coc.Sanctions.Features.ReadingCategories;
using Coc.Sanctions.Features.ReadingNotices;
using Coc.Sanctions.Features.ReadingOrders;
using Coc.Sanctions.Features.ReadingPersons;
using Coc.Sanctions.Features.ReadingSanctions;
using Coc.Sanctions.Features.ReleasingSanctions;
using Coc.Sanctions.Features.ReportingBack;
using Coc.Sanctions.Features.ReviewingSanctions;
using Coc.Sanctions.Features.TakingEmergencyMeasures;
using Coc.Sanctions.Features.TellingWhatWaits;
using Coc.Sanctions.Publishing;
using Coc.Sanctions.Registry;
using Coc.Sanctions.Webhooks;

namespace Coc.Sanctions;

/// <summary>What this service is made of.</summary>
internal static class SanctionsModule
{
    public static void AddSanctions(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        var types = SanctionsPublishing.EventTypes();
        builder.AddEventStore(settings, types, Tables.Lists.Projections);
        builder.AddMessaging(settings, SanctionsPublishing.Table(), s => s
            .Handle<ReportReceived, ReportReceivedHandler>()
            .Handle<SubjectConfirmed, SubjectConfirmedHandler>()
            .Handle<BodyListed, BodyListedHandler>()
            .Handle<DecisionRecorded, DecisionRecordedHandler>()
            .Handle<PersonTold, PersonToldHandler>()
            .Handle<ReadmissionAsked, ReadmissionAskedHandler>()
            .Handle<InterimMeasureTaken, InterimMeasureTakenHandler>()
            .Handle<SubjectMistaken, SubjectMistakenHandler>()
            .Handle<SubjectsMerged, SubjectsMergedHandler>()
            .Handle<IdentityErased, IdentityErasedHandler>()
            .Handle<SanctionsOverturned, SanctionsOverturnedHandler>()
            .Handle<InterimMeasureReviewed, InterimMeasureReviewedHandler>());
        builder.Services
            .AddSingleton<Streams>().AddSingleton<BodyDirectory>().AddSingleton<SpaceRegistry>().AddSingleton<PersonRegistry>().AddSingleton<CodeNames>()
            .AddSingleton<Finder>().AddSingleton<Wall>().AddSingleton<OrderPlanner>().AddSingleton<Endings>().AddSingleton<Effects>()
            .AddSingleton<SanctionExecutor>().AddSingleton<ReturnExecutor>().AddSingleton<AffectedWishes>().AddSingleton<NoticeExecutor>().AddSingleton<OrderExecutor>().AddSingleton<PersonExecutor>().AddSingleton<PersonsInUse>().AddSingleton<Turns>().AddSingleton<CommandRunner>().AddSingleton<MessageRunner>()
            .AddSingleton<SanctionDoor>().AddSingleton<SanctionViews>().AddSingleton<PanelViews>().AddSingleton<NoticeItems>().AddSingleton<AnswerForWhom>().AddSingleton<NoticeDoor>().AddSingleton<OfferSigner>().AddSingleton<AnswerNotice>().AddSingleton<NoticeRequests>().AddSingleton<CarryOutOrder>().AddSingleton<TakeEmergency>().AddSingleton<EmergencyMeasures>()
            .AddSingleton<AskPriorViolations>().AddSingleton<KeepSpaces>().AddSingleton<KeepApiKeys>().AddSingleton<StandingTable>().AddSingleton<StandingCheck>()
            .AddSingleton<StandingAskers>().AddSingleton<FeedTable>().AddSingleton<ToldAccounts>().AddSingleton<StandingFeed>().AddSingleton<WrongLinks>().AddSingleton<PersonJoiner>()
            .AddSingleton<OtherNames>().AddSingleton<PersonDoor>().AddSingleton<PersonLog>().AddSingleton<ReadPersons>().AddSingleton<ChangePersons>()
            .AddSingleton(p => new SealedTexts(p.GetRequiredService<Npgsql.NpgsqlDataSource>(), settings.Master!))
            .AddSingleton<Organisers>().AddSingleton<AttendeeTable>().AddSingleton<CheckAttendees>()
            .AddSingleton(p => new CheckLimit(settings.Demo ? CheckLimit.Demo : CheckLimit.Usual, p.GetRequiredService<TimeProvider>()))
            .AddSingleton<CheckRecord>().AddHostedService(p => p.GetRequiredService<CheckRecord>())
            .AddSingleton<ResolveHost>((host, cancellationToken) => System.Net.Dns.GetHostAddressesAsync(host, cancellationToken)).AddSingleton<WebhookSender>().AddSingleton<DeliveryTable>()
            .AddSingleton<KeepWebhooks>().AddSingleton<DeliveryLog>().AddSingleton<ReportOrder>().AddSingleton<WebhookTroubles>().AddHostedService<WebhookWorker>()
            .AddHostedService<DueWork>();
    }

    public static void MapSanctions(this WebApplication app)
    {
        StandingCheck.Map(app);
        StandingFeed.Map(app);
        CheckAttendees.Map(app);
        ReadAttendeeChecks.Map(app);
        ReadSanctions.Map(app);
        ReleaseSanction.Map(app);
        LiftSanction.Map(app);
        AmendSanction.Map(app);
        ReviewSanction.Map(app);
        DecideReadmission.Map(app);
        MarkConditions.Map(app);
        WaysBack.Map(app);
        OfferSanction.Map(app);
        NoticeItems.Map(app);
        AnswerNotice.Map(app);
        ReadCategory.Map(app);
        NoticeRequests.Map(app);
        ReadOrders.Map(app);
        CarryOutOrder.Map(app);
        TakeEmergency.Map(app);
        KeepSpaces.Map(app);
        KeepApiKeys.Map(app);
        KeepWebhooks.Map(app);
        ReportOrder.Map(app);
        ReadPersons.Map(app);
        ChangePersons.Map(app);
        AskPriorViolations.Map(app);
        ServiceAnswers.Map(app);
        AnswerForWhom.Map(app);
    }
}
