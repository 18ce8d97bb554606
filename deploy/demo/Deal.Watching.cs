using System.Text.Json;

namespace Pengcheng.Demo;

// Looking at the deal, and waiting for it.
public sealed partial class Deal
{
    /// <summary>The deal as the trustee sees it.</summary>
    public Task<JsonElement> View() => Door.Get("trustee-maker", Path);

    /// <summary>The payments, as the trustee sees them.</summary>
    public async Task<IReadOnlyList<Line>> Payments() => Line.Of(await View());

    /// <summary>The payments in the account bank's own books.</summary>
    public async Task<IReadOnlyList<BankPayment>> BankPayments() =>
        [.. (await Door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{Banks.A}/payments?prefix={DealNo}")).GetProperty("payments").EnumerateArray().Select(BankPayment.Read)];

    /// <summary>Waits for the deal to stand at one of these.</summary>
    public Task UntilStatus(params string[] names) => Until($"the deal is {string.Join(" or ", names)}", view => names.Contains(view.GetProperty("status").GetString(), Kebab.Comparer));

    /// <summary>Waits for the deal to have come to one of these stages or beyond.</summary>
    public Task UntilStage(params string[] names) => Until($"the deal has come to {string.Join(" or ", names)}", view => names.Contains(view.GetProperty("stage").GetString(), Kebab.Comparer)
        || Kebab.Comparer.Equals(view.GetProperty("status").GetString(), "Closed"));

    /// <summary>Waits for a payment to be so; answers it.</summary>
    public async Task<Line> UntilPayment(string what, Func<Line, bool> condition) => Line.Of(await Until(what, view => Line.Of(view).Any(condition))).First(condition);

    /// <summary>Waits for a credit to have been taken for this purpose.</summary>
    public Task UntilReceived(string kind, int times = 1) =>
        Until($"{times} {kind} came in", view => view.GetProperty("receipts").EnumerateArray().Count(receipt => receipt.GetProperty("kind").GetString() == kind) >= times);

    /// <summary>Waits for something that holds the deal up.</summary>
    public Task UntilHeld(string how) => Until($"the deal is held up by: {how}", view => view.GetProperty("holds").EnumerateArray().Any(hold => hold.GetString()!.Contains(how, StringComparison.Ordinal)));

    /// <summary>Waits for clearing to wait for this.</summary>
    public Task<JsonElement> UntilClearingWaitsFor(string reason) => Until($"clearing waits for: {reason}", view => view.TryGetProperty("waitsFor", out var waits) && waits.GetString() == reason);

    /// <summary>Waits for a condition on the deal.</summary>
    public async Task<JsonElement> Until(string what, Func<JsonElement, bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var pause = 20; ;)
        {
            var view = await View();
            if (condition(view)) return view;
            var waited = TimeProvider.System.GetElapsedTime(begun);
            if (waited > Door.Patience)
                throw new DemoFailedException($"{DealNo}: after {Door.Patience.TotalSeconds:0} s it is not yet so that {what}. The deal: {view}");
            await Task.Delay(pause);
            // Who has waited for long is not in a hurry, and there may be many who wait.
            pause = Math.Min(waited.TotalSeconds < 10 ? 500 : 2000, pause * 2);
        }
    }

    /// <summary>The platform's time.</summary>
    public async Task<DateTimeOffset> Now() => (await Door.Sandbox(HttpMethod.Get, "/sandbox/clock")).GetProperty("now").GetDateTimeOffset();
}
