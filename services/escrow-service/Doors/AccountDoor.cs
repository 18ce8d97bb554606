using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Ledger;
using Pengcheng.Escrow.Work;

namespace Pengcheng.Escrow.Doors;

/// <summary>The escrow account as a whole, for the trustee: balances, reconciliation, money that names no deal.</summary>
public static class AccountDoor
{
    /// <summary>Whether the account agrees with its statement, and what it holds.</summary>
    public sealed record AccountView(
        bool InOrder, DateOnly? ReconciledTo, Money? Difference, IReadOnlyList<string> Items, IReadOnlyList<LedgerReader.Balance> Balances,
        IReadOnlyCollection<UnmatchedCreditReceived> Unmatched);

    /// <summary>Whether the account agrees with its statement.</summary>
    public sealed record AccountState(bool InOrder, DateOnly? ReconciledTo, Money? Difference);

    /// <summary>Which business date to reconcile.</summary>
    public sealed record ReconcileRequest(DateOnly Date);

    /// <summary>How a difference is explained (maker).</summary>
    public sealed record ResolutionRequest(string ProposalId, string Explanation);

    /// <summary>Which deal a credit is for.</summary>
    public sealed record AssignmentRequest(DealNo DealNo);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/escrow/v1/account").WithTags("Escrow account");
        account.MapGet("", Show).RequireScope("escrow.deals.read").WithSummary("The escrow account: order and balances (trustee, operator)").Produces<AccountView>();
        account.MapPost("/reconciliations", Reconcile).RequireScope("escrow.deals.manage").WithSummary("Compare a day's statement with the ledger now").Produces<AccountView>();
        account.MapPost("/resolutions", Propose).RequireScope("escrow.payments.make").WithSummary("Explain a difference (maker)").Produces<AccountState>();
        account.MapPost("/resolutions/{proposalId}/approval", Approve).RequireScope("escrow.payments.check").WithSummary("Accept the explanation (checker); payments go out again").Produces<AccountState>();
        account.MapPost("/unmatched/{bankReference}/assignment", Assign).RequireScope("escrow.deals.manage").WithSummary("Say which deal a credit is for").Produces<AccountState>();
    }

    private static bool MayLook(Caller caller) => caller.Role is "trustee" or "operator" or "court";

    private static async Task<IResult> Show(HttpContext http, Commands<EscrowAccount> accounts, LedgerReader ledger) =>
        MayLook(Caller.Of(http.User))
            ? Results.Ok(await View((await accounts.Load(EscrowAccount.StreamId, http.RequestAborted)).State, ledger, http.RequestAborted))
            : Problems.Result(ChassisErrors.NotFound);

    private static async Task<IResult> Reconcile(ReconcileRequest request, HttpContext http, Reconciliation reconciliation, LedgerReader ledger)
    {
        try
        {
            var trigger = new Trigger.Own(Caller.Of(http.User).Actor);
            var (account, differs) = await reconciliation.Compare(request.Date, trigger, http.RequestAborted);
            return Results.Ok(await View(account, ledger, http.RequestAborted, account.Broken ?? differs));
        }
        catch (HttpRequestException)
        {
            return Problems.Result(Banks.BankErrors.Silent);
        }
    }

    private static Task<IResult> Propose(ResolutionRequest request, HttpContext http, Commands<EscrowAccount> accounts) =>
        accounts.Answer(http, EscrowAccount.StreamId, (account, _) => ProposeResolution.Decide(
            account, new ProposeResolution(request.ProposalId, request.Explanation, Caller.Of(http.User).Subject)), Brief);

    private static Task<IResult> Approve(string proposalId, HttpContext http, Commands<EscrowAccount> accounts) =>
        accounts.Answer(http, EscrowAccount.StreamId, (account, _) => ApproveResolution.Decide(
            account, new ApproveResolution(Asked.Text(proposalId), Caller.Of(http.User).Subject)), Brief);

    private static async Task<IResult> Assign(
        string bankReference, AssignmentRequest request, HttpContext http, Commands<EscrowAccount> accounts, NaturalKeys keys) =>
        await keys.Find(EscrowKeys.DealNo, request.DealNo, http.RequestAborted) is { } dealId
            ? await accounts.Answer(http, EscrowAccount.StreamId, (account, _) => AssignUnmatchedCredit.Decide(
                account, new AssignUnmatchedCredit(Asked.Text(bankReference), dealId, Caller.Of(http.User).Actor)), Brief)
            : Problems.Result(EscrowErrors.DealNotFound);

    private static object Brief(EscrowAccount account) => new AccountState(account.IsInOrder, account.ReconciledTo, account.Broken?.Difference);

    // What differs on a day that is not over is told, and the account is in order.
    private static async Task<AccountView> View(EscrowAccount? account, LedgerReader ledger, CancellationToken cancel, ReconciliationBroken? differs = null) => new(
        account?.IsInOrder ?? true, account?.ReconciledTo, (differs ?? account?.Broken)?.Difference, (differs ?? account?.Broken)?.Items ?? [],
        await ledger.Whole(cancel), [.. account?.Unmatched.Values ?? []]);
}
