using Coc.Sanctions.Domain;

namespace Coc.Unit.Sanctions;

/// <summary>Given events, when a command, then events or a refusal.</summary>
internal static class Story
{
    public static DateTimeOffset Day { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Guid Seat1 { get; } = Guid.NewGuid();

    public static Guid Seat2 { get; } = Guid.NewGuid();

    public static Decision<SanctionEvent> When(this SanctionEvent[] given, SanctionCommand command) =>
        SanctionDecider.Decide(command, given.Aggregate(SanctionState.None, SanctionState.Evolve));

    /// <summary>What has happened once these commands were taken.</summary>
    public static SanctionEvent[] And(this SanctionEvent[] given, params SanctionCommand[] commands) => commands.Aggregate(given, (events, command) => events.And(events.When(command)));

    public static SanctionEvent[] And(this SanctionEvent[] given, Decision<SanctionEvent> decided)
    {
        decided.Refusal.ShouldBeNull();
        return [.. given, .. decided.Events];
    }

    public static Decision<NoticeEvent> When(this NoticeEvent[] given, NoticeCommand command) =>
        NoticeDecider.Decide(command, given.Aggregate(NoticeState.None, NoticeState.Evolve));

    public static Decision<OrderEvent> When(this OrderEvent[] given, OrderCommand command) =>
        OrderDecider.Decide(command, given.Aggregate(OrderState.None, OrderState.Evolve));

    public static Decision<PersonEvent> When(this PersonEvent[] given, PersonCommand command) =>
        PersonDecider.Decide(command, given.Aggregate(PersonState.None, PersonState.Evolve));

    public static void ShouldRefuse<T>(this Decision<T> decision, string code, string? rule)
    {
        (decision.Refusal?.Code, decision.Refusal?.Rule).ShouldBe((code, rule));
        decision.Events.ShouldBeEmpty();
    }

    public static void ShouldDoNothing<T>(this Decision<T> decision)
    {
        decision.Refusal.ShouldBeNull();
        decision.Events.ShouldBeEmpty();
    }

    public static void ShouldBeOf<T>(this Decision<T> decision, params Type[] events)
    {
        decision.Refusal.ShouldBeNull();
        decision.Events.Select(e => e!.GetType()).ShouldBe(events);
    }
}
