using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;
using Pengcheng.Escrow.Work;

namespace Pengcheng.Escrow.Doors;

/// <summary>What buyers and sellers do, through their apps.</summary>
public static class PartyDoor
{
    /// <summary>A new deal.</summary>
    /// <param name="UnitNo">The home's real-estate unit code (不动产单元号).</param>
    /// <param name="Price">P; equals the down payment and all new loans, to the fen.</param>
    /// <param name="DownPayment">D, earnest money (定金) included if it goes through escrow.</param>
    /// <param name="Mode">Order of registrations; by default transfer, cancellation and new mortgage together.</param>
    /// <param name="Buyers">Who buys; each with the account that money may come from.</param>
    /// <param name="Sellers">Who sells; shares add up to 10000bp.</param>
    /// <param name="OldLoans">The loans that rest on the home.</param>
    /// <param name="NewLoans">The loans that pay part of the price.</param>
    /// <param name="ContractFilingNo">Online contract filing number (网签合同备案号).</param>
    public sealed record OpenDealRequest(
        RealEstateUnitCode UnitNo, Money Price, Money DownPayment, IReadOnlyList<Buyer> Buyers, IReadOnlyList<Seller> Sellers,
        IReadOnlyList<OldLoan> OldLoans, IReadOnlyList<NewLoan> NewLoans, RegistrationMode Mode = RegistrationMode.SimultaneousTriple, string? ContractFilingNo = null);

    /// <summary>Why a deal is called off.</summary>
    public sealed record Cancellation(string Reason);

    /// <summary>A signature, collected by the signing service.</summary>
    /// <param name="EnvelopeId">The signing service's envelope, if it was signed there.</param>
    public sealed record Signature(string? EnvelopeId = null);

    /// <summary>Another account of the seller, in the seller's own name.</summary>
    public sealed record SellerAccount(BankAccount Account);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, StreamDoor<Deal, DealView> deals, EscrowPolicy policy)
    {
        var (numbers, clock) = (routes.ServiceProvider.GetRequiredService<DealNumbers>(), routes.ServiceProvider.GetRequiredService<TimeProvider>());
        deals.Create<OpenDealRequest>("escrow.deals.open", "Open a deal for a mortgaged home", async (body, caller, _) => Opening(body, caller, await numbers.Next(clock.GetUtcNow())));
        deals.Post<Signature>("signatures", "escrow.deals.sign", "Sign the three-party agreement as buyer, seller or trustee",
            (deal, body, asked) => SignAgreement.Decide(deal, new SignAgreement(Signer(asked.Caller), body.EnvelopeId), asked.Facts, policy));
        deals.Post<Cancellation>("cancellation", "escrow.deals.cancel", "Call the deal off, before the transfer is registered",
            (deal, body, asked) => CancelDeal.Decide(deal, new CancelDeal(asked.Caller.Actor, body.Reason), asked.Facts, policy));
        deals.Post<Nothing>("payoff-confirmation", "escrow.deals.sign", "As a seller, accept that the payoffs cost more than was foreseen",
            (deal, _, asked) => ConfirmPayoff.Decide(deal, new ConfirmPayoff(asked.Caller.Subject), asked.Facts, policy));
        deals.Post<SellerAccount>("seller-account", "escrow.deals.sign", "As a seller, name another account; it is checked with the bank before it is used",
            (deal, body, asked) => ProposeSellerAccount.Decide(deal, new ProposeSellerAccount(asked.Caller.Subject, body.Account), asked.Facts, policy));
    }

    private static string Signer(Caller caller) => caller.Role == "trustee" ? SignAgreement.Trustee : caller.Subject;

    private static Beginning<Deal> Opening(OpenDealRequest request, Caller caller, DealNo number)
    {
        // A citizen opens deals of their own; the trustee's counter opens any.
        if (caller.Role != "trustee" && !request.Buyers.Any(b => b.Subject == caller.Subject) && !request.Sellers.Any(s => s.Subject == caller.Subject))
            return EscrowErrors.NotAParty.With(("subject", caller.Subject));
        var command = new OpenDeal(Guid.CreateVersion7(), number, request.UnitNo, request.Price, request.DownPayment, request.Mode,
            [.. request.Buyers], [.. request.Sellers], [.. request.OldLoans], [.. request.NewLoans], request.ContractFilingNo);
        return new Beginning<Deal>(command.DealId, (deal, facts) => OpenDeal.Decide(deal, command, facts));
    }
}
