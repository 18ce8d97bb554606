using Pengcheng.Sandbox.Banks;
using Pengcheng.Sandbox.Deliveries;

namespace Pengcheng.Sandbox.Faults;

/// <summary><c>/sandbox/faults</c>: the fault buttons.</summary>
public static class FaultEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        var faults = routes.MapGroup("/sandbox/faults").WithTags("Faults");

        faults.MapPost("", async (PressFault fault, FaultBook book) =>
        {
            if (WhyNot(fault) is { } problem) return problem;
            var id = await book.Press(fault);
            return Results.Created($"/sandbox/faults/{id}", new { id });
        }).WithSummary("Presses a fault button; `times` 0 means until cleared.").ProducesProblem(400);

        faults.MapGet("", (FaultBook book) => new { faults = book.All }).WithSummary("The faults in force.");

        faults.MapDelete("/{id:long}", async (long id, FaultBook book, Outgoing outgoing, PaymentDesk payments) =>
            await ClearAndRelease(id, book, outgoing, payments) is { Count: > 0 }
                ? Results.NoContent()
                : Problems.Of(404, "fault.not-found", $"No fault {id} is in force.", $"没有编号为 {id} 的故障。"))
            .WithSummary("Clears a fault and lets go what it held back.").ProducesProblem(404);

        faults.MapDelete("", async (FaultBook book, Outgoing outgoing, PaymentDesk payments) =>
            Results.Ok(new { cleared = await ClearAndRelease(null, book, outgoing, payments) }))
            .WithSummary("Clears all faults and lets go what they held back.");
    }

    private static async Task<List<long>> ClearAndRelease(long? id, FaultBook book, Outgoing outgoing, PaymentDesk payments)
    {
        var cleared = await book.Clear(id);
        foreach (var fault in cleared) await payments.BreakSilence(fault);
        await outgoing.Release();
        return cleared;
    }

    private static IResult? WhyNot(PressFault fault)
    {
        var family = fault.Target.StartsWith("bank:", StringComparison.Ordinal) ? fault.Target[(fault.Target.IndexOf('.') + 1)..] : fault.Target;
        var bank = fault.Target.StartsWith("bank:", StringComparison.Ordinal) ? fault.Target[5..Math.Max(5, fault.Target.IndexOf('.'))] : null;
        if (bank is not null && Seeds.FindBank(bank) is null)
            return Problems.Invalid($"There is no bank {bank} in the sandbox.", $"测试环境中没有银行 {bank}。");
        if (!Kinds.ByTarget.TryGetValue(family, out var kinds) || (bank is null) != Kinds.OutsideBanks.Contains(family))
            return Problems.Invalid(
                $"target is one of {string.Join(", ", Kinds.OutsideBanks)}, or bank:{{code}}. followed by {string.Join(", ", Kinds.ByTarget.Keys.Except(Kinds.OutsideBanks))}.",
                $"target 须为 {string.Join("、", Kinds.OutsideBanks)} 或 bank:{{联行号}}.{{接口}}。");
        if (!kinds.Contains(fault.Kind))
            return Problems.Invalid($"{fault.Target} knows these kinds: {string.Join(", ", kinds)}.", $"{fault.Target} 支持的故障：{string.Join("、", kinds)}。");
        if (fault.Times < 0 || fault.Milliseconds is < 0 or > 600_000)
            return Problems.Invalid("times is 0 or more; milliseconds are between 0 and 600000.", "times 不小于 0；milliseconds 在 0 与 600000 之间。");
        return null;
    }
}
