namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>Everything that the dossier's unhappy matrix names, at any moment.</summary>
internal sealed class Troublemakers(World world, Scheduler scheduler)
{
    private int _serial;

    public void MakeOne(Case c)
    {
        var dice = world.Dice;
        switch (dice.Next(29))
        {
            case 0: Try(c, "freeze", (d, f, p) => FreezeDeal.Decide(d, new FreezeDeal($"O-{++_serial}", (FreezeScope)dice.Next(3)), f, p)); break;
            case 1 or 2 when c.Deal.Holds.Freezes.FirstOrDefault() is { } freeze: Try(c, "unfreeze", (d, f, p) => UnfreezeDeal.Decide(d, new UnfreezeDeal(freeze.OrderNo), f, p)); break;
            case 3: Try(c, "dispute", (d, f, p) => OpenDispute.Decide(d, new OpenDispute("divorce"), f, p)); break;
            case 4 or 5: Try(c, "resolve dispute", (d, f, p) => ResolveDispute.Decide(d, new ResolveDispute("R"), f, p)); break;
            case 6 when world.Chance(30): Try(c, "cancel", (d, f, p) => CancelDeal.Decide(d, new CancelDeal("citizen-buyer", "changed-mind"), f, p)); break;
            case 7: Try(c, "screen", (d, f, p) => ScreenTitle.Decide(d, new ScreenTitle(world.Chance(40) ? ["seizure"] : []), f, p)); break;
            case 8 when c.Deal.Lending.New.FirstOrDefault() is { } loan:
                Try(c, "refuse loan", (d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(loan.Loan.Lender, "income"), f, p));
                if (world.Chance(50)) Try(c, "replace lender", (d, f, p) => ReplaceLender.Decide(d, new ReplaceLender(loan.Loan.Lender, loan.Loan with { Lender = Samples.BankB }), f, p));
                break;
            case 9: world.Credit(c, Samples.Stranger, Money.Cny(dice.Next(1, 1_000_000))); break;
            case 10: world.Credit(c, c.Deal.Buyers[0].Account, Money.Cny(dice.Next(1, 1_000_000))); break;
            case 11: world.Credit(c, c.Deal.Sellers[^1].Account, Money.Cny(dice.Next(1, 100_000_000))); break;
            case 12 when c.Deal.Lending.New.FirstOrDefault()?.DisbursingAccount is { } account: world.Credit(c, account, Money.Cny(dice.Next(1, 400_000_000))); break;
            case 13 when c.Deal.Lending.Old.FirstOrDefault() is { CollectionAccount: { } collects } old: world.Credit(c, collects, Money.Cny(dice.Next(1, 100_000)), $"{old.Loan.LoanNo} RETURN"); break;
            case 28 when world.Chance(50) && c.Deal.Lending.Old[^1] is { CollectionAccount: { } collects } old: world.SendBack(c, collects, old.Loan.LoanNo); break;
            case 14 when world.Chance(40): world.Reverse(c); break;
            case 15: world.Notify(c, [world.Registry.Nonsense(c.Deal)]); break;
            case 16: scheduler.Surprise = world.Chance(30) ? dice.Next(3_000_000) : 0; break;
            case 17: world.AccountInOrder = world.Chance(70); break;
            case 18: world.Bank.ClosedAccounts.Add(c.Deal.Sellers[dice.Next(c.Deal.Sellers.Count)].Account.Account.ToString()); break;
            case 19 when world.Chance(50): world.ReturnOne(); break;
            case 20: Manual(c); break;
            case 21 when world.Chance(15): Split(c); break;
            case 22: Foreign(c); break;
            case 23: Try(c, "release", (d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(d.Lending.Old[0].Loan.Lender, "R"), f, p)); break;
            case 24 when world.Chance(40): Try(c, "clear up registration", (d, f, p) => ResolveRegistration.Decide(d, new ResolveRegistration(world.Chance(30), "R"), f, p)); break;
            case 26 when c.Deal.Registration.Parked.FirstOrDefault() is { } parked: Try(c, "record application", (d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration(parked.AcceptanceNo), f, p)); break;
            case 27 when c.Deal.Registration.AcceptanceNos.LastOrDefault() is { } number:
                Try(c, "withdraw application", (d, f, p) => WithdrawApplication.Decide(d, new WithdrawApplication(number, "R", world.Chance(50)), f, p));
                break;
            case 25 when c.Deal.Holds.Incidents.FirstOrDefault() is { } incident: Try(c, "resolve incident", (d, f, p) => ResolveIncident.Decide(d, new ResolveIncident(incident.IncidentId, "R"), f, p)); break;
        }
    }

    private void Manual(Case c)
    {
        if (c.Deal.Payments.Lines.Find(l => l.IsPayable) is not { } line) return;
        var payees = Payees.Of(c.Deal).Append(Samples.Stranger).ToList();
        var payee = payees[world.Dice.Next(payees.Count)];
        var id = $"M-{++_serial}";
        Try(c, "propose", (d, f, p) => ProposeManualPayment.Decide(d, new ProposeManualPayment(id, line.No, payee, "why", "maker"), f, p));
        Try(c, "approve", (d, f, p) => ApproveManualPayment.Decide(d, new ApproveManualPayment(id, world.Chance(50) ? "maker" : "checker"), f, p));
    }

    // All to the buyer, all to the seller, or half and half: what is refused is refused, what is not must add up.
    private void Split(Case c)
    {
        var replaced = c.Deal.Payments.Lines.Where(l => l.IsPayable && l.Plan.Purpose is not (LinePurpose.ExcessReturn or LinePurpose.QuarantineReturn));
        var held = c.Deal.Unassigned + Money.Sum(replaced.Select(l => l.Plan.Amount)) - c.Deal.Funds.Of(ReceiptKind.HeldDisbursement);
        if (held.Minor < 2) return;
        var half = Money.Cny(held.Minor / 2);
        Allocation[] parts = world.Dice.Next(3) switch
        {
            0 => [new(c.Deal.Buyers[0].Account, held)],
            1 => [new(c.Deal.Sellers[0].Account, held)],
            _ => [new(c.Deal.Buyers[0].Account, half), new(c.Deal.Sellers[0].Account, held - half)],
        };
        Try(c, "split", (d, f, p) => world.Chance(50)
            ? JointRelease.Decide(d, new JointRelease("J-1", [.. parts]), f, p)
            : ApplyJudgment.Decide(d, new ApplyJudgment("J-2", [.. parts]), f, p));
    }

    // I8: a bank that has no loan here changes nothing.
    private void Foreign(Case c)
    {
        var stranger = CnapsCode.Parse("104584000003");
        if (c.Deal.Lending.Of(stranger) is not null || c.Deal.Lending.Old.Any(l => l.Loan.Lender == stranger)) return;
        var version = c.Events.Count;
        Try(c, "foreign approval", (d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(new NewLoan(stranger, LoanKind.Bank, Samples.Yuan(1))), f, p));
        Try(c, "foreign refusal", (d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(stranger, "no"), f, p));
        Try(c, "foreign release", (d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(stranger, "R"), f, p));
        if (c.Events.Count != version) throw new InvariantBroken("I8: a foreign bank changed the deal");
    }

    private void Try(Case c, string what, Func<Deal, Facts, EscrowPolicy, Decision> decide) => world.Do(c, what, decide);
}
