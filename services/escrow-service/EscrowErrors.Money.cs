namespace Pengcheng.Escrow;

public static partial class EscrowErrors
{
    public static readonly Error TransferAlreadyRegistered = new("escrow.transfer-already-registered", 409,
        "The home has been transferred to the buyer: only both parties together or a court can take the deal back.", "房屋已过户给买方：只有双方共同指令或法院判决才能撤回本单。");
    public static readonly Error ClearingBegun = new("escrow.clearing-begun", 409,
        "The old loans are already being paid off.", "原贷款已开始清偿。");
    public static readonly Error CreditContradicts = new("escrow.credit-contradicts", 409,
        "Bank reference {bankReference} was told before with another amount.", "银行流水号 {bankReference} 此前报送的金额不同。");
    public static readonly Error CreditOfAnotherDeal = new("escrow.credit-of-another-deal", 409,
        "Bank reference {value} is booked to another deal.", "银行流水号 {value} 已记入另一托管单。");
    public static readonly Error CreditNotYetKnown = new("escrow.credit-not-yet-known", 409,
        "The credit {bankReference} is not known yet. Send the reversal again after its credit.", "入账 {bankReference} 尚未报送,请在报送入账后重新发送冲正。");
    public static readonly Error CreditUnknown = new("escrow.credit-unknown", 404,
        "No credit with bank reference {bankReference} was booked on this deal.", "本单没有银行流水号为 {bankReference} 的入账。");
    public static readonly Error ReversalTooLarge = new("escrow.reversal-too-large", 422,
        "The reversal is larger than what is left of the credit.", "冲正金额大于该笔入账余额。");
    public static readonly Error PaymentNotKnown = new("escrow.payment-not-known", 404,
        "No payment was instructed under the reference {reference}.", "没有以 {reference} 为编号的付款指令。");
    public static readonly Error LineNotKnown = new("escrow.line-not-known", 404,
        "The deal has no payment line {line}.", "本单没有第 {line} 笔付款。");
    public static readonly Error LineNotPayable = new("escrow.line-not-payable", 409,
        "Payment line {line} is {state}: it cannot be changed now.", "第 {line} 笔付款状态为 {state}，目前不能更改。");
    public static readonly Error PayeeNotAllowed = new("escrow.payee-not-allowed", 422,
        "This account may not be paid from the deal: payees are the old lenders, the sellers' verified accounts and the original payers.",
        "本单不得向该账户付款：收款人仅限原贷款机构、卖方核验账户及原付款人。");
    public static readonly Error CheckerIsMaker = new("escrow.checker-is-maker", 403,
        "Whoever proposed it cannot also approve it.", "发起人不能同时作为复核人。");
    public static readonly Error ProposalNotFound = new("escrow.proposal-not-found", 404,
        "There is no open proposal {proposalId}.", "没有待复核的申请 {proposalId}。");
    public static readonly Error ProposalOpen = new("escrow.proposal-open", 409,
        "A proposal for payment line {line} is already waiting for a second person.", "第 {line} 笔付款已有待复核的申请。");
    public static readonly Error AccountNotVerified = new("escrow.account-not-verified", 422,
        "The bank does not confirm that the account is open and held in this name.", "银行未能确认该账户有效且户名相符。");
    // Money rule 6.
    public static readonly Error AllocationDiffers = new("escrow.allocation-differs", 422,
        "The parts make {sum}, but the deal holds {held}: they must be equal to the fen.", "各部分合计 {sum}，而本单持有 {held}：两者须分毫不差。");
    public static readonly Error PaperStands = new("escrow.paper-stands", 409,
        "Paper {paper} says how the money is split and is still being paid: only a judgment can take its place.", "文书 {paper} 已确定资金分配且尚在支付：仅可由法院判决取代。");
    public static readonly Error PaymentsInFlight = new("escrow.payments-in-flight", 409,
        "Payments are on their way: wait for the bank's answer.", "有付款在途：请等待银行答复。");
    public static readonly Error LenderReleaseMissing = new("escrow.lender-release-missing", 409,
        "The mortgage of lender {lender} is cancelled and its loan not paid: it must first release the money in writing.", "贷款机构 {lender} 的抵押已注销而贷款未清：须先由其书面同意放款。");
    public static readonly Error NoShortfall = new("escrow.no-shortfall", 409,
        "No higher payoff waits for the seller's answer.", "没有等待卖方确认的结清差额。");
    public static readonly Error TopUpNeeded = new("escrow.top-up-needed", 409,
        "The money does not suffice: the seller must pay in {missing}.", "资金不足：卖方须补缴 {missing}。");
    public static readonly Error IncidentNotFound = new("escrow.incident-not-found", 404,
        "There is no open incident {incidentId}.", "没有未结的事件 {incidentId}。");
    public static readonly Error RegistrationConsistent = new("escrow.registration-consistent", 409,
        "The registry's notices do not contradict each other.", "登记通知之间没有矛盾。");
    public static readonly Error OrderLifted = new("escrow.order-lifted", 409,
        "Freeze order {orderNo} was lifted: a new freeze needs an order number of its own.", "冻结令 {orderNo} 已解除：再次冻结须使用新的文书编号。");
    public static readonly Error OrderNotFound = new("escrow.order-not-found", 404,
        "There is no freeze order {orderNo} on this deal.", "本单没有冻结令 {orderNo}。");
    public static readonly Error ReconciliationNotBroken = new("escrow.reconciliation-not-broken", 409,
        "Statement and ledger agree.", "对账单与账簿相符。");
}
