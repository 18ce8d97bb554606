namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>What parties, lenders and the trustee do when it is their turn.</summary>
internal sealed class People(World world)
{
    private int _serial;

    /// <summary>The next sensible thing for a deal; false when nobody has anything to do.</summary>
    public bool Help(Case c)
    {
        var deal = c.Deal;
        if (deal.End is not null && !deal.Payments.AnyOpen) return false;
        return Repair(c) || (deal.IsLive && (deal.IsEffective ? Fund(c) || Register(c) : Agree(c)));
    }

    /// <summary>Only when the chaos is over: everything that holds a deal is cleared up by a person.</summary>
    public bool ClearUp(Case c)
    {
        var deal = c.Deal;
        if (deal.Holds.Freezes.FirstOrDefault() is { } freeze)
            return Do(c, "unfreeze", (d, f, p) => UnfreezeDeal.Decide(d, new UnfreezeDeal(freeze.OrderNo), f, p));
        if (deal.Holds.Incidents.FirstOrDefault() is { } incident)
            return Do(c, "resolve incident", (d, f, p) => ResolveIncident.Decide(d, new ResolveIncident(incident.IncidentId, "R"), f, p));
        if (deal.Registration.Inconsistent is not null)
            return Do(c, "confirm registration", (d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(false, "R"), f, p))
                || Do(c, "revert registration", (d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(true, "R"), f, p));
        if (deal.Registration.Parked.FirstOrDefault() is { } parked && (deal.End is null || deal.Payments.AnyOpen))
            return Do(c, "put notices aside", (d, f, p) => WithdrawApplication.Decide(d, new WithdrawApplication(parked.AcceptanceNo, "R"), f, p));
        if (PaymentGate.WaitsForRegistry(deal) && deal.Registration.IsPending)
            return Do(c, "withdraw application", (d, f, p) => WithdrawApplication.Decide(d, new WithdrawApplication(d.Registration.AcceptanceNos[^1], "R"), f, p));
        if (deal.Holds.Dispute is not null)
            return Do(c, "resolve dispute", (d, f, p) => ResolveDispute.Decide(d, new ResolveDispute("R"), f, p));
        if (deal is { IsLive: true, Holds.Suspension: not null })
            return Do(c, "screen again", (d, f, p) => ScreenTitle.Decide(d, new ScreenTitle([]), f, p));
        if (deal.Payments.Lines.Any(l => l.IsOpen && l.Held == PaymentGate.SecurityGone) && Unsecured.Lenders(deal, ShenzhenTime.DateOf(world.Now)) is [var lender, ..])
            return Do(c, "release by lender", (d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(lender, "R"), f, p));
        if (deal.Payments.Proposals.FirstOrDefault() is { } proposal)
            return Do(c, "approve", (d, f, p) => ApproveManualPayment.Decide(d, new ApproveManualPayment(proposal.ProposalId, "checker"), f, p))
                || Do(c, "reject", (d, f, p) => RejectManualPayment.Decide(d, new RejectManualPayment(proposal.ProposalId, "checker", "no"), f, p));
        return false;
    }

    private bool Agree(Case c)
    {
        if (!c.Deal.TitleIsClean) return Do(c, "screen", (d, f, p) => ScreenTitle.Decide(d, new ScreenTitle([]), f, p));
        string[] signers = [.. c.Deal.Buyers.Select(b => b.Subject), .. c.Deal.Sellers.Select(s => s.Subject), SignAgreement.Trustee];
        var left = signers.Where(s => !c.Deal.Signers.Contains(s)).ToArray();
        return Do(c, "sign", (d, f, p) => SignAgreement.Decide(d, new SignAgreement(left[world.Dice.Next(left.Length)]), f, p));
    }

    private bool Fund(Case c)
    {
        var deal = c.Deal;
        if (OnTheWay(c)) return false;
        var missing = deal.DownPayment - deal.Funds.Of(ReceiptKind.DownPayment);
        if (missing.IsPositive && !deal.Payments.PlanFixed) return Pay(c, deal.Buyers[0].Account, Piece(missing));
        var lender = deal.Lending.New.Find(l => l.Approval is null);
        if (lender is not null && !deal.Payments.PlanFixed && deal.Funds.DisbursedBy(lender.Loan.Lender).IsZero)
            return Do(c, "approve loan", (d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(lender.Loan, f.Today.AddDays(world.Helpful ? 200 : 20)), f, p));
        if (deal.LendersMayDisburse || (!deal.Registration.AcceptanceNos.IsEmpty && world.Chance(5)))
            foreach (var loan in deal.Lending.New.Where(l => l.Approval is not null && deal.Funds.DisbursedBy(l.Loan.Lender) < l.Loan.Amount && !deal.Payments.PlanFixed))
                if (deal.Price - deal.Funds.TowardsPrice is { IsPositive: true } gap)
                    return Pay(c, loan.DisbursingAccount!, Money.Min(gap, Piece(loan.Loan.Amount - deal.Funds.DisbursedBy(loan.Loan.Lender))));
        // Only a loan that was reversed after the buyer had paid instead of it leaves a gap for the buyer.
        if (deal is { LendersMayDisburse: true, Payments.PlanFixed: false, Funds.BuyerMayPayInstead: true } && deal.Price - deal.Funds.TowardsPrice is { IsPositive: true } rest)
            return Pay(c, deal.Buyers[0].Account, rest);
        if (deal.Payments.Shortfall is { } shortfall)
            return shortfall.Quoted > Coverage.Available(deal)
                ? Pay(c, deal.Sellers[0].Account, shortfall.Quoted - Coverage.Available(deal) + Money.Cny(50_000))
                : Do(c, "confirm payoff", (d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff(d.Sellers[0].Subject), f, p));
        return false;
    }

    private bool Register(Case c)
    {
        var deal = c.Deal;
        var notices = world.Registry.Decide(deal, world.Helpful);
        if (notices.Count > 0) { world.Notify(c, notices); return true; }
        if (deal.Registration.IsComplete || OnTheWay(c)) return false;
        var again = deal.Mode != RegistrationMode.SimultaneousTriple && deal.Payments.OldLoansSettled && deal.Registration.AcceptanceNos.Count < 2;
        if (!again && (!deal.Registration.AcceptanceNos.IsEmpty || deal.Registration.HasBegun)) return deal.Registration.AcceptanceNos.IsEmpty && Submit(c);
        if (!again && deal.Lending.AllQuoted && Coverage.Missing(deal, ShenzhenTime.DateOf(world.Now), c.Policy) is { IsPositive: true } missing && deal.Funds.DepositComplete)
            return Pay(c, deal.Sellers[0].Account, missing);
        return Submit(c);
    }

    private bool Submit(Case c) =>
        Do(c, "submit", (d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration($"ACC-{d.DealNo.Sequence}-{++_serial}"), f, p));

    private bool Repair(Case c)
    {
        var stuck = c.Deal.Payments.Lines.Find(l => l.NeedsPerson);
        if (stuck is null) return false;
        if (stuck.IsSellers && !c.Deadlines.ContainsKey($"seller-account:{stuck.Plan.Subject}"))
        {
            var seller = c.Deal.SellerOf(stuck.Plan.Subject!)!;
            var account = Samples.Account(Samples.BankA, $"62500{++_serial:00000}", seller.Account.Name);
            if (Do(c, "new account", (d, f, p) => ProposeSellerAccount.Decide(d, new ProposeSellerAccount(seller.Subject, account), f, p))) return true;
        }

        return !stuck.IsSellers && (world.Helpful || world.Chance(30)) && Do(c, "retry", (d, f, p) => RetryPayment.Decide(d, new RetryPayment(stuck.No), f, p));
    }

    private bool OnTheWay(Case c) => world.Post.Any(l => l.What.StartsWith("credit", StringComparison.Ordinal)) && c.Deal.IsLive;

    private Money Piece(Money amount) => !world.Helpful && world.Chance(30) ? Money.Cny(Math.Max(1, amount.Minor / world.Dice.Next(1, 4))) : amount;

    private bool Pay(Case c, BankAccount payer, Money amount)
    {
        world.Credit(c, payer, amount);
        return true;
    }

    private bool Do(Case c, string what, Func<Deal, Facts, EscrowPolicy, Decision> decide) => world.Do(c, what, decide) is null && c.Last.Count > 0;
}
