"""Which coarse area a customer would pick in a form for each Banking77 intent: our own table, made from the names."""

AREAS = {
    "getting a card": (
        "card_arrival card_delivery_estimate get_physical_card order_physical_card getting_spare_card "
        "getting_virtual_card get_disposable_virtual_card disposable_card_limits activate_my_card card_linking "
        "card_about_to_expire supported_cards_and_currencies visa_or_mastercard"
    ),
    "a card that does not work": (
        "card_not_working contactless_not_working card_swallowed compromised_card lost_or_stolen_card "
        "lost_or_stolen_phone pin_blocked change_pin passcode_forgotten virtual_card_not_working card_acceptance "
        "apple_pay_or_google_pay"
    ),
    "payments": (
        "card_payment_fee_charged card_payment_not_recognised card_payment_wrong_exchange_rate declined_card_payment "
        "pending_card_payment reverted_card_payment? transaction_charged_twice extra_charge_on_statement "
        "request_refund Refund_not_showing_up direct_debit_payment_not_recognised"
    ),
    "cash": (
        "atm_support cash_withdrawal_charge cash_withdrawal_not_recognised declined_cash_withdrawal "
        "pending_cash_withdrawal wrong_amount_of_cash_received wrong_exchange_rate_for_cash_withdrawal"
    ),
    "transfers": (
        "beneficiary_not_allowed cancel_transfer declined_transfer failed_transfer pending_transfer receiving_money "
        "transfer_fee_charged transfer_into_account transfer_not_received_by_recipient transfer_timing "
        "balance_not_updated_after_bank_transfer balance_not_updated_after_cheque_or_cash_deposit"
    ),
    "top-ups": (
        "automatic_top_up pending_top_up top_up_by_bank_transfer_charge top_up_by_card_charge "
        "top_up_by_cash_or_cheque top_up_failed top_up_limits top_up_reverted topping_up_by_card verify_top_up"
    ),
    "the account": (
        "age_limit country_support edit_personal_details terminate_account unable_to_verify_identity "
        "verify_my_identity verify_source_of_funds why_verify_identity exchange_charge exchange_rate exchange_via_app "
        "fiat_currency_support"
    ),
}
AREA = {intent: area for area, intents in AREAS.items() for intent in intents.split()}
