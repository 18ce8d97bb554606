using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Http;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Chassis.Storage;
using Pengcheng.Contracts;
using Pengcheng.Contracts.Identifiers;
using Pengcheng.Contracts.Registry;

namespace Pengcheng.Chassis.Tests;

// The smallest service that uses everything of the chassis.

[EventName("counter.counted.v1")]
public sealed record Counted(int By, string? Publish = null);

[EventName("counter.named.v1")]
public sealed record Named(string Name);

[EventName("counter.reminded.v1")]
public sealed record Reminded(int Attempt);

public sealed record RemindCounter(int FailUntilAttempt);

public sealed record Counter(int Count, string? Name, int Reminders) : IState<Counter>
{
    public static Counter Evolve(Counter? state, object @event) => (state ?? new Counter(0, null, 0), @event) switch
    {
        (var s, Counted e) => s with { Count = s.Count + e.By },
        (var s, Named e) => s with { Name = e.Name },
        (var s, Reminded) => s with { Reminders = s.Reminders + 1 },
        _ => throw new UnknownEventException(typeof(Counter), @event),
    };
}

public static class CounterErrors
{
    public static readonly Error NotPositive = new("counter.not-positive", 422, "{by} is not positive.", "{by} 不是正数。");
    public static readonly Error NameTaken = new("counter.name-taken", 409, "{value} is taken.", "{value} 已被占用。");
}

internal sealed class CounterReactions : IReactions<Counter>
{
    public static readonly NaturalKey<string> NameKey = new("name", name => name.ToLowerInvariant(), CounterErrors.NameTaken);

    public IEnumerable<Effect> React(Counter? before, object @event, Counter after, Facts facts)
    {
        switch (@event)
        {
            case Counted { Publish: { } notice }:
                yield return new Effect.Publish(Samples.Rejected(notice));
                break;
            case Named named:
                yield return NameKey.Claim(named.Name);
                yield return new Effect.Schedule("remind", facts.Now.AddDays(1), new RemindCounter(0));
                break;
        }
    }
}

/// <summary>A line for each counter.</summary>
internal sealed class CounterRows(Received received) : IRows<Counter>
{
    private static readonly RowTable Lines = new("lines", "counter_id uuid, count int, name text?, word text, first_at timestamptz once", "word");
    private static readonly RowTable Steps = new("steps", "counter_id uuid, event_id uuid key, by int");

    public IReadOnlyList<RowTable> Tables => [Lines, Steps];

    public void Write(RowWriter rows, Counter after, IReadOnlyList<RecordedEvent<Counter>> events)
    {
        received.OnRows?.Invoke();
        rows.Put(Lines, after.Count, after.Name, after.Count > 9 ? DayOfWeek.Sunday : DayOfWeek.Monday, events[0].At);
        foreach (var e in events)
            if (e.Data is Counted counted) rows.Add(Steps, e.Id, counted.By);
    }
}

internal static class Samples
{
    public static RegistrationRejected Rejected(string notice) => new(
        RealEstateUnitCode.Parse("440304005003GB00012F00010203"), "SZ2026-1", "incomplete", DateTimeOffset.UnixEpoch, notice);
}

internal sealed class CountOnRejection(Commands<Counter> counters, Received received) : IHandle<RegistrationRejected>
{
    public async Task Handle(RegistrationRejected message, Trigger trigger, CancellationToken cancel)
    {
        received.Deliveries.Enqueue(message.NoticeId);
        if (received.Broken) throw new InvalidOperationException("the handler is broken");
        await counters.Run(received.Sink, trigger, (_, _) => Decision.Accept(new Counted(1)));
    }
}

internal sealed class RemindHandler(Commands<Counter> counters, Received received) : IHandle<RemindCounter>
{
    public async Task Handle(RemindCounter message, Trigger trigger, CancellationToken cancel)
    {
        var due = (Trigger.Due)trigger;
        received.Attempts.Enqueue(due.Attempt);
        if (due.Attempt < message.FailUntilAttempt) throw new InvalidOperationException("not yet");
        if (received.Instead is { } instead)
        {
            await instead(counters, due);
            return;
        }

        await counters.Run(due.StreamId, trigger, (_, _) => Decision.Accept(new Reminded(due.Attempt)));
    }
}

/// <summary>What the handlers saw, for the test to look at.</summary>
public sealed class Received
{
    public bool Broken { get; set; }
    public Action? OnRows { get; set; }
    internal Func<Commands<Counter>, Trigger.Due, Task>? Instead { get; set; }
    public Guid Sink { get; } = Guid.CreateVersion7();
    public System.Collections.Concurrent.ConcurrentQueue<string> Deliveries { get; } = new();
    public System.Collections.Concurrent.ConcurrentQueue<int> Attempts { get; } = new();
}

public sealed record CountRequest(int By, Money Price);

internal static class CounterService
{
    public static WebApplication Build(string postgres, string rabbit, string authority, Received received, bool consumes = true, Action<StoreOptions>? store = null)
    {
        var service = Service.Create("counter",
        [
            $"--ConnectionStrings:Postgres={postgres}", $"--ConnectionStrings:RabbitMq={rabbit}",
            $"--Auth:Authority={authority}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
        ]);
        service.Stream<Counter, CounterReactions>().Rows<Counter, CounterRows>().Errors(typeof(CounterErrors));
        service.OnDue<RemindCounter, RemindHandler>("counter.remind");
        if (consumes) service.Consume<RegistrationRejected, CountOnRejection>();
        if (store is not null) service.Store(store);
        service.Services.AddSingleton(received);
        var app = service.Build();
        app.MapPost("/counter/v1/counters/{id:guid}/counts", (Guid id, CountRequest request, HttpContext http, Commands<Counter> counters) =>
            counters.Answer(http, id,
                (_, _) => request.By > 0 ? Decision.Accept(new Counted(request.By)) : CounterErrors.NotPositive.With(("by", request.By)),
                counter => new { counter.Count })).RequireScope("counter.write");
        return app;
    }
}
